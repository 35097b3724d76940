//! Sessions of users on one engine: the SDK dialect on it, and the frames that carry it over any byte stream.

//! Structs that carry their own description, so that typings are generated from exactly what is decoded and encoded.

/// What a typing says of one field.
#[cfg(feature = "typings")]
pub(super) struct FieldText {
    pub name: &'static str,
    pub type_name: String,
    pub optional: bool,
    pub about: &'static [&'static str],
}

/// An object of the dialect that can describe itself.
#[cfg(feature = "typings")]
pub(super) trait Described {
    /// Name of the interface.
    const NAME: &'static str;
    /// What it is.
    const ABOUT: &'static [&'static str];
    /// Its fields in order.
    fn fields() -> Vec<FieldText>;
}

/// A type that has a name in TypeScript.
#[cfg(feature = "typings")]
pub(super) trait Typed {
    /// It may be left out.
    const OPTIONAL: bool = false;
    /// Its name in TypeScript.
    fn type_name() -> String;
}

#[cfg(feature = "typings")]
mod types {
    use super::Typed;

    macro_rules! typed {
        ($($rust:ty => $name:literal),+ $(,)?) => {
            $(impl Typed for $rust {
                fn type_name() -> String {
                    $name.to_owned()
                }
            })+
        };
    }

    typed!(String => "string", &str => "string", bool => "boolean", u32 => "number", i32 => "number", u64 => "number");

    impl<T: Typed> Typed for Option<T> {
        const OPTIONAL: bool = true;

        fn type_name() -> String {
            T::type_name()
        }
    }

    impl<T: Typed> Typed for Vec<T> {
        fn type_name() -> String {
            format!("Array<{}>", T::type_name())
        }
    }
}

/// Declares a struct together with its description. `as "Name"` is the interface's name in the typings.
macro_rules! described {
    (
        $(#[doc = $about:expr])+
        #[derive($($derive:ident),+)]
        $(#[serde($($container:tt)+)])?
        pub struct $struct:ident $(<$life:lifetime>)? as $name:literal {
            $(
                $(#[doc = $field_about:expr])+
                $(#[serde($($field_serde:tt)+)])?
                pub $field:ident: $type:ty,
            )+
        }
    ) => {
        $(#[doc = $about])+
        #[allow(non_snake_case)] // the dialect's own names
        #[derive($($derive),+)]
        $(#[serde($($container)+)])?
        pub struct $struct $(<$life>)? {
            $(
                $(#[doc = $field_about])+
                $(#[serde($($field_serde)+)])?
                pub $field: $type,
            )+
        }

        #[cfg(feature = "typings")]
        impl $(<$life>)? crate::sdk::described::Typed for $struct $(<$life>)? {
            fn type_name() -> String {
                $name.to_owned()
            }
        }

        #[cfg(feature = "typings")]
        impl $(<$life>)? crate::sdk::described::Described for $struct $(<$life>)? {
            const NAME: &'static str = $name;
            const ABOUT: &'static [&'static str] = &[$($about),+];

            fn fields() -> Vec<crate::sdk::described::FieldText> {
                use crate::sdk::described::{FieldText, Typed};
                vec![$(FieldText {
                    name: stringify!($field),
                    type_name: <$type as Typed>::type_name(),
                    optional: <$type as Typed>::OPTIONAL,
                    about: &[$($field_about),+],
                }),+]
            }
        }
    };
}

pub(super) use described;

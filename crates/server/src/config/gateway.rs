//! `[gateway]`: sessions.

use crate::gateway::{GatewaySettings, Origin};
use opentim_gateway::Instances;
use serde::Deserialize;
use std::ops::RangeInclusive;
use std::time::Duration;

/// Which other sessions of a user a login ends, as it is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum LoginRule {
    #[default]
    PerInstance,
    PerUser,
    Many,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Section {
    enabled: bool,
    sessions: u64,
    login: LoginRule,
    sessions_per_user: Option<u64>,
    origins: Vec<String>,
    calls_per_second: u64,
    calls_in_flight: u64,
    heartbeat_seconds: u64,
    login_seconds: u64,
    stall_seconds: u64,
}

/// Sessions of one user with `login = "many"`, when no number is given.
const USUAL_PER_USER: u64 = 10;

impl Default for Section {
    fn default() -> Self {
        let GatewaySettings { sessions, connection, .. } = GatewaySettings::default();
        Self {
            enabled: true,
            sessions: sessions as u64,
            login: LoginRule::PerInstance,
            sessions_per_user: None,
            origins: Vec::new(),
            calls_per_second: connection.rate.into(),
            calls_in_flight: connection.in_flight as u64,
            heartbeat_seconds: connection.heartbeat.as_secs(),
            login_seconds: connection.login_time.as_secs(),
            stall_seconds: connection.stall.as_secs(),
        }
    }
}

impl Section {
    /// The settings, or nothing for a server without sessions.
    pub fn check(self, faults: &mut Vec<String>) -> Option<GatewaySettings> {
        let mut number = |key: &str, given: u64, range: RangeInclusive<u64>| {
            if !range.contains(&given) {
                let (least, most) = range.into_inner();
                faults.push(format!("[gateway]: {key} must lie between {least} and {most}; {given} was given"));
            }
            u32::try_from(given).unwrap_or(u32::MAX)
        };
        let mut settings =
            GatewaySettings { sessions: number("sessions", self.sessions, 1..=1_000_000) as usize, ..GatewaySettings::default() };
        let connection = &mut settings.connection;
        connection.rate = number("calls_per_second", self.calls_per_second, 1..=100_000);
        // A client may send what it kept while it was cut off.
        connection.burst = connection.rate.saturating_mul(2);
        connection.flood = connection.rate.saturating_mul(10);
        connection.in_flight = number("calls_in_flight", self.calls_in_flight, 1..=10_000) as usize;
        let mut seconds = |key, given, range| Duration::from_secs(number(key, given, range).into());
        connection.heartbeat = seconds("heartbeat_seconds", self.heartbeat_seconds, 5..=600);
        connection.login_time = seconds("login_seconds", self.login_seconds, 1..=120);
        connection.stall = seconds("stall_seconds", self.stall_seconds, 1..=600);
        let per_user = number("sessions_per_user", self.sessions_per_user.unwrap_or(USUAL_PER_USER), 1..=10_000) as usize;
        settings.instances = match self.login {
            LoginRule::PerInstance => Instances::PerInstance,
            LoginRule::PerUser => Instances::PerUser,
            LoginRule::Many => Instances::Many(per_user),
        };
        if self.sessions_per_user.is_some() && self.login != LoginRule::Many {
            faults.push("[gateway]: sessions_per_user counts with login = \"many\" only; remove it, or set login".to_owned());
        }
        for (at, text) in self.origins.iter().enumerate() {
            match text.parse::<Origin>() {
                Ok(origin) => settings.origins.push(origin),
                Err(fault) => faults.push(format!("[gateway]: origins[{at}] must be {fault}; {text:?} was given")),
            }
        }
        self.enabled.then_some(settings)
    }
}

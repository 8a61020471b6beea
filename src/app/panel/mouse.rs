//! The mouse on the side panel.

use crate::app::command::ListCommand;
use crate::app::{App, MouseAct};

impl App {
    /// What the mouse does on the panel; whether it was there.
    pub(in crate::app) fn panel_mouse(&mut self, act: MouseAct, x: u16, y: u16) -> bool {
        if matches!(act, MouseAct::Drag | MouseAct::Release) {
            return false;
        }
        let Some(area) = self.screen.panel.filter(|_| self.layers.is_empty()) else { return false };
        if !area.contains(x, y) {
            if act == MouseAct::Click {
                self.stay();
            }
            return false;
        }
        if !self.panel.has_keys() {
            self.take_panel();
        }
        let command = match act {
            MouseAct::WheelDown => ListCommand::Down,
            MouseAct::WheelUp => ListCommand::Up,
            MouseAct::Drag | MouseAct::Release => return false,
            MouseAct::Click => {
                let row = usize::from(y - area.y).checked_sub(2);
                let Some(list) = self.panel.list_mut() else { return true };
                let row = row.map(|row| list.top + row).filter(|&row| row < list.shown.len());
                if let Some(row) = row {
                    list.select(row);
                    self.enter_row();
                }
                return true;
            }
        };
        self.ask_panel(|list, _, rows| list.command(command, rows));
        true
    }
}

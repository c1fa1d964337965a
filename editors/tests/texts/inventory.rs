use std::collections::HashMap;

#[derive(Debug, Clone)]
pub struct Inventory {
    items: HashMap<String, u32>,
}

impl Inventory {
    pub fn add(&mut self, name: &str, count: u32) -> Option<u32> {
        let entry = self.items.entry(name.to_string()).or_insert(0);
        *entry += count;
        Some(*entry)
    }
}

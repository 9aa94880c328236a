//! A selection by id: it survives a reload, and what scrolls is derived while drawing.

/// Which item is selected, and where it last stood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor<T> {
    selected: Option<T>,
    index: usize,
}

impl<T> Default for Cursor<T> {
    fn default() -> Self {
        Self { selected: None, index: 0 }
    }
}

impl<T: Copy + PartialEq> Cursor<T> {
    /// The selected item.
    pub fn selected(&self) -> Option<T> {
        self.selected
    }

    /// Where it stands.
    pub fn index(&self) -> usize {
        self.index
    }

    /// Selects an item.
    pub fn select(&mut self, item: T, items: &[T]) {
        if let Some(index) = items.iter().position(|other| *other == item) {
            self.selected = Some(item);
            self.index = index;
        }
    }

    /// After a reload: stays on the same item, else on the one that took its place.
    pub fn follow(&mut self, items: &[T]) {
        let found = self.selected.and_then(|selected| items.iter().position(|item| *item == selected));
        self.index = found.unwrap_or(self.index).min(items.len().saturating_sub(1));
        self.selected = items.get(self.index).copied();
    }

    /// Moves by `step` items and stops at the ends.
    pub fn step(&mut self, step: isize, items: &[T]) {
        let last = items.len().saturating_sub(1);
        self.index = self.index.saturating_add_signed(step).min(last);
        self.selected = items.get(self.index).copied();
    }

    /// To the first item.
    pub fn first(&mut self, items: &[T]) {
        self.step(isize::MIN, items);
    }

    /// To the last item.
    pub fn last(&mut self, items: &[T]) {
        self.step(isize::MAX, items);
    }
}

/// The first line to draw of a list: keeps `index` in sight of `height` lines, near the middle
/// only where it must scroll.
pub fn offset(index: usize, length: usize, height: usize) -> usize {
    if height == 0 || length <= height { 0 } else { index.saturating_sub(height / 2).min(length - height) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_selection_follows_the_item_and_then_the_place() {
        let mut cursor = Cursor::default();
        cursor.follow(&[1, 2, 3]);
        cursor.step(1, &[1, 2, 3]);
        cursor.follow(&[2, 1, 3]);
        assert_eq!((cursor.selected(), cursor.index()), (Some(2), 0));
        cursor.follow(&[1, 3]);
        assert_eq!(cursor.selected(), Some(1));
        cursor.last(&[1, 3]);
        cursor.follow(&[]);
        assert_eq!(cursor.selected(), None);
    }

    #[test]
    fn the_selected_line_is_always_in_sight() {
        for length in 0..30 {
            for height in 1..12 {
                for index in 0..length {
                    let first = offset(index, length, height);
                    assert!(first <= index && index < first + height, "{index} of {length} in {height}");
                }
            }
        }
    }
}

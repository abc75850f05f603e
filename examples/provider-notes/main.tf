terraform {
  required_providers {
    notes = { source = "example/notes" }
  }
}

provider "notes" {
  folder = path.root
}

resource "notes_note" "groceries" {
  title = "Groceries"
  body  = "milk bread apples"
  tags  = ["home"]
}

data "notes_note" "again" {
  id = notes_note.groceries.id
}

output "words" {
  value = notes_note.groceries.words
}

output "title" {
  value = data.notes_note.again.title
}

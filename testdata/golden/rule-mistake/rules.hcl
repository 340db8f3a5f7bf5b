rule "own/name" {
  severty = "error"
  summary = "a name"
  why     = "because"
  fix     = "rename it"

  each "variabel" {
    finding = true
  }
}

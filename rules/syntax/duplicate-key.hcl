rule "syntax/duplicate-key" {
  severity = "error"
  summary  = "A key stands twice in one JSON object"
  why      = "Most JSON readers keep the last one and say nothing, others the first: two tools see two documents."
  fix      = "Remove one of them."
  source   = "https://www.rfc-editor.org/rfc/rfc8259#section-4"
  check    = "reader"

  param "codes" {
    default = ["json-duplicate-key"]
    summary = "codes of the reader's messages"
  }
  param "not_in" {
    default = ["policy"]
    summary = "kinds of files that another rule speaks for"
  }

  example "assigned twice" {
    expect         = "finding"
    place          = "1:32"
    variables_json = <<-JSON
      {"cloud_region": "eu-west-1",  "cloud_region": "eu-west-2"}
    JSON
  }

  example "two objects may have the same key" {
    expect         = "none"
    variables_json = <<-JSON
      {"a": {"name": "x"}, "b": {"name": "y"}}
    JSON
  }
}

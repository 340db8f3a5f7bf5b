rule "terraform/state-file" {
  severity = "error"
  summary  = "A Terraform state file lies among the files"
  why      = "A state file holds every attribute of every resource in clear text, passwords and keys included."
  fix      = "Do not commit it: add *.tfstate, *.tfstate.* and terraform.state to .gitignore, and keep state in an encrypted backend. If it was committed before, revoke what it holds."
  source   = "https://developer.hashicorp.com/terraform/language/state/sensitive-data"
  tags     = ["security"]

  each "file" {
    finding = self.kind == "state"
  }

  example "the default name" {
    expect = "finding"
    place  = "1:1"
    file   = { name = "terraform.tfstate", content = "{}" }
  }

  example "a variable file" {
    expect    = "none"
    variables = <<-EOT
      state = "active"
    EOT
  }
}

rule "aiven-aws/management-open" {
  severity = "error"
  summary  = "The bastion is open to every address"
  why      = "Aiven reaches the bastion from a few fixed addresses. Whoever else can reach it stands at the door of every node."
  fix      = "Keep the addresses of the generated variable file."
  source   = "https://aiven.io/docs/platform/howto/byoc/networking-security"
  tags     = ["security"]

  each "variable" {
    where   = self.name == "aiven_management_cidr_blocks" && self.type == "list"
    finding = [for block in self.value : block if cidr_valid(block) && try(cidr_length(block) < 8, false)]
    message = "the management addresses hold ${it}"
  }

  example "everybody" {
    expect    = "finding"
    place     = "1:50"
    profile   = "aiven-aws"
    variables = <<-EOT
      aiven_management_cidr_blocks = ["192.0.2.10/32", "0.0.0.0/0"]
    EOT
  }

  example "single addresses" {
    expect    = "none"
    profile   = "aiven-aws"
    variables = <<-EOT
      aiven_management_cidr_blocks = ["192.0.2.10/32", "192.0.2.11/32"]
    EOT
  }
}

rule "terraform/secret-in-variables" {
  severity = "error"
  summary  = "A secret is written in a variable file"
  why      = "Variable files are committed, copied into tickets and kept in plans. Whoever reads one holds the key, and Terraform writes it into the state file in clear text."
  fix      = "Remove it, revoke it, and let Terraform take credentials from the environment (AWS_PROFILE, or a role of the CI job). A value that must be given belongs into TF_VAR_name."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html"
  tags     = ["security"]

  each "variable" {
    where   = !self.output
    finding = self.secrets
    message = "${self.name} holds a secret: ${it.kind}"
  }

  example "the keys that an installation guide asks for" {
    expect    = "finding"
    place     = "2:18"
    variables = <<-EOT
      aws_access_key = "AKIAIOSFODNN7EXAMPLE"
      aws_secret_key = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
    EOT
  }

  example "inside a map, each at its place" {
    expect    = "finding"
    place     = "3:14"
    variables = <<-EOT
      database = {
        host     = "db.internal"
        password = "hunter2"
      }
    EOT
  }

  example "a secret key under another name, beside its id" {
    expect    = "finding"
    place     = "2:12"
    variables = <<-EOT
      deployer = "AKIAIOSFODNN7EXAMPLE"
      region_b = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
    EOT
  }

  example "names and places of secrets are none" {
    expect    = "none"
    variables = <<-EOT
      secret_arn      = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf"
      password_length = 24
      aws_secret_key  = ""
    EOT
  }
}

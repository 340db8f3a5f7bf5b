rule "terraform/placeholder" {
  severity = "error"
  summary  = "A value is still the placeholder of a guide or template"
  why      = "The deployment fails, or worse, works with a name or account that nobody meant."
  fix      = "Fill in the value."
  source   = "https://docs.zilliz.com/docs/byoc/activate-your-cloud"
  check    = "placeholder"

  param "placeholders" {
    default = [
      "*YOUR_*", "*your_account_id*", "*your-account-id*", "<*>", "*:<*>:*", "##*##", "*YOUR-*", "your-*-here", "*CHANGEME*", "*CHANGE_ME*", "*CHANGE-ME*",
      "*changeme*", "*change_me*", "*change-me*", "*REPLACE_ME*", "*REPLACEME*", "*REPLACE-ME*", "*replace_me*", "*replaceme*", "*replace-me*",
      "*-<*>", "<*>-*", "*-<*>-*", "*/<*>", "*//<*>.*", "vpc-xxxx*", "subnet-xxxx*", "*:xxxxxxxxxxxx:*",
      "TODO", "FIXME", "xxx", "XXX", "xxxx*", "XXXX*",
      "ORGANIZATION_ID", "CUSTOM_CLOUD_ID", "CUSTOM_CLOUD_DISPLAY_NAME", "DEPLOYMENT_MODEL_NAME", "CLOUD_REGION_NAME", "CIDR_BLOCK",
      "GENERATED_ROLE_ARN", "ACCOUNT_ID", "AWS_ACCOUNT_ID", "*:AWS_ACCOUNT_ID:*", "*:ACCOUNT_ID:*", "EMAIL_ADDRESS", "EXTERNAL_ID",
      "*:accountid:*", "eks_oidc_url",
    ]
    summary = "globs that match a placeholder"
  }

  example "an account id to fill in" {
    expect    = "finding"
    place     = "1:22"
    variables = <<-EOT
      bootstrap_role_arn = "arn:aws:iam::YOUR_ACCOUNT_ID:role/zilliz/zilliz-bootstrap-role"
    EOT
  }

  example "inside a list" {
    expect    = "finding"
    place     = "1:20"
    variables = <<-EOT
      accounts = ["111", "##ACCOUNT##"]
    EOT
  }

  example "in the middle of a name" {
    expect    = "finding"
    place     = "1:10"
    variables = <<-EOT
      bucket = "acme-<environment>-logs"
    EOT
  }

  example "filled in" {
    expect    = "none"
    variables = <<-EOT
      bootstrap_role_arn = "arn:aws:iam::111122223333:role/zilliz/zilliz-bootstrap-role"
      note               = "a < b and c > d"
    EOT
  }

  example "markup, and names of what has a value" {
    expect    = "none"
    variables = <<-EOT
      banner      = "<b>Welcome</b>"
      environment = [{ name = "AWS_ACCOUNT_ID", value = "111122223333" }]
    EOT
  }
}

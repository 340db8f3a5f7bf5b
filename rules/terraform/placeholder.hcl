rule "terraform/placeholder" {
  severity = "error"
  summary  = "A value is still the placeholder of a guide or template"
  why      = "The deployment fails, or worse, works with a name or account that nobody meant."
  fix      = "Fill in the value."
  source   = "https://docs.zilliz.com/docs/byoc/activate-your-cloud"
  check    = "placeholder"

  param "placeholders" {
    default = [
      "*YOUR_*", "*your_account_id*", "*your-account-id*", "<*>", "*:<*>:*", "##*##", "*CHANGEME*", "*CHANGE_ME*", "*REPLACE_ME*", "*REPLACEME*",
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

  example "filled in" {
    expect    = "none"
    variables = <<-EOT
      bootstrap_role_arn = "arn:aws:iam::111122223333:role/zilliz/zilliz-bootstrap-role"
      note               = "a < b and c > d"
    EOT
  }
}

rule "syntax/json" {
  severity = "error"
  summary  = "The file is not valid JSON"
  why      = "AWS refuses a document that is not valid JSON, and a tool that guesses what was meant may see another policy than AWS does."
  fix      = "Correct the text at the place shown."
  source   = "https://www.rfc-editor.org/rfc/rfc8259"
  aliases  = ["JSON_SYNTAX_ERROR"]
  check    = "reader"

  param "codes" {
    default = ["json"]
    summary = "codes of the reader's messages"
  }

  example "a comma behind the last member" {
    expect = "finding"
    place  = "4:3"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": "ec2:DescribeVpcs", "Resource": "*"}]
        ,
      }
    JSON
  }

  example "valid" {
    expect = "none"
    policy = <<-JSON
      {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "ec2:DescribeVpcs", "Resource": "*"}}
    JSON
  }
}

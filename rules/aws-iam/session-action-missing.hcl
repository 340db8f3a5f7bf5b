rule "aws-iam/session-action-missing" {
  severity = "warning"
  summary  = "A trust policy asks for what no session may bring along"
  why      = "A session has tags only where sts:TagSession is allowed, and a source identity only where sts:SetSourceIdentity is. The condition asks for one, and the statement does not allow it, so that the role cannot be assumed either way."
  fix      = "Add the action to the statement."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-missing-action-for-condition-key"
  aliases  = ["MISSING_ACTION_FOR_CONDITION_KEY"]
  applies  = { kind = ["trust"] }

  param "actions" {
    default = {
      "sts:SourceIdentity"    = "sts:SetSourceIdentity"
      "sts:TransitiveTagKeys" = "sts:TagSession"
      "aws:RequestTag/*"      = "sts:TagSession"
      "aws:TagKeys"           = "sts:TagSession"
    }
    summary = "globs of keys, and the action that lets a session have them"
  }

  each "condition" {
    where   = self.effect == "Allow" && self.known && self.needs_key && self.statement.action != null && anytrue([for a in self.statement.actions : glob_matches_nocase("sts:AssumeRole*", a)])
    finding = [for k, a in param.actions : a if glob_matches_nocase(k, self.key) && !anytrue([for b in self.statement.actions : glob_matches_nocase(b, a)])] != []
    message = "the statement asks for ${self.key} and does not allow ${[for k, a in param.actions : a if glob_matches_nocase(k, self.key)][0]}"
  }

  example "no tags without TagSession" {
    expect = "finding"
    place  = "7:36"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Principal": {"AWS": "arn:aws:iam::111122223333:root"},
          "Action": "sts:AssumeRole",
          "Condition": {"StringEquals": {"aws:RequestTag/Project": "cce"}}
        }
      }
    JSON
  }

  example "both actions" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Principal": {"AWS": "arn:aws:iam::111122223333:root"},
          "Action": ["sts:AssumeRole", "sts:TagSession"],
          "Condition": {"StringEquals": {"aws:RequestTag/Project": "cce"}}
        }
      }
    JSON
  }
}

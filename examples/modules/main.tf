# Modules that call modules: plumb init lists them, plumb apply makes them.

module "teams" {
  source   = "./team"
  for_each = { red = ["ada", "grace"], blue = ["edsger"] }

  name    = each.key
  members = each.value
}

output "badges" {
  value = { for name, team in module.teams : name => team.badges }
}

using System.Globalization;
using Plumb.Core.Diagnostics;
using Plumb.Engine.Tests.Projects;

namespace Plumb.Engine.Tests.Validating;

public sealed class ConfigurationValidatorTests
{
    [Theory]
    [InlineData("resource \"test_thing\" \"a\" {\n  valeu = 1\n}", "2:3 Unsupported argument")]
    [InlineData("resource \"test_thing\" \"a\" {\n  piece {}\n}", "2:3 Unsupported block type")]
    [InlineData("resource \"test_thing\" \"a\" {\n  part {}\n}", "2:8 Missing required argument")]
    [InlineData("resource \"test_thing\" \"a\" {\n  size = [1]\n}", "2:10 Incorrect attribute value type")]
    [InlineData("resource \"test_thing\" \"a\" {\n  size = -1\n}", "2:10 Negative size")]
    [InlineData("resource \"test_thng\" \"a\" {}", "1:10 Invalid resource type")]
    [InlineData("data \"test_lookup\" \"a\" {\n  name = \"x\"\n}", "1:24 Insufficient filter blocks")]
    [InlineData("resource \"test_thing\" \"a\" {}\noutput \"x\" {\n  value = test_thing.a.nam\n}", "3:23 Unsupported attribute")]
    [InlineData("resource \"test_thing\" \"a\" {\n  count = -1\n}", "2:11 Invalid count argument")]
    [InlineData("variable \"v\" { type = list(string) }\nresource \"test_thing\" \"a\" {\n  for_each = var.v\n}", "3:14 Invalid for_each argument")]
    [InlineData("provider \"test\" {\n  regoin = \"x\"\n}", "2:3 Unsupported argument")]
    [InlineData("resource \"test_thing\" \"a\" {\n  provider = test.other\n}", "2:14 Provider configuration not present")]
    [InlineData("resource \"test_thing\" \"a\" {\n  lifecycle {\n    ignore_changes = [sise]\n  }\n}", "3:23 Unsupported attribute")]
    [InlineData("resource \"test_thing\" \"a\" {\n  lifecycle {\n    ignore_changes = [id]\n  }\n}", "3:23 Redundant ignore_changes element")]
    [InlineData("resource \"test_thing\" \"a\" {\n  provisioner \"run\" {\n    comand = \"x\"\n  }\n}", "2:21 Missing required argument", "3:5 Unsupported argument")]
    [InlineData("resource \"test_thing\" \"a\" {\n  provisioner \"run\" {\n    command = \"x\"\n    connection {\n      user = self.ide\n    }\n  }\n}", "4:16 Missing required argument", "5:18 Unsupported attribute")]
    [InlineData("resource \"test_thing\" \"a\" {\n  provisioner \"run\" {\n    command = \"\"\n  }\n  provisioner \"walk\" {}\n}", "2:15 Invalid run provisioner configuration", "5:15 Missing required provisioner plugin")]
    [InlineData("import {\n  to = test_thing.a[0]\n  id = \"\"\n}\nresource \"test_thing\" \"a\" {}", "2:8 Invalid import 'to' expression", "3:8 Invalid import id argument")]
    [InlineData("locals {\n  a = local.b\n  b = local.a\n}", "0:0 Cycle: local.a, local.b")]
    [InlineData("variable \"v\" { ephemeral = true }\nresource \"test_thing\" \"a\" {\n  value = var.v\n}", "3:11 Invalid use of ephemeral value")]
    [InlineData("variable \"v\" { ephemeral = true }\nresource \"test_thing\" \"a\" {\n  secret = var.v\n}")]
    [InlineData("output \"a\" {\n  value = var.x + var.x\n}", "2:11 Reference to undeclared input variable", "2:19 Reference to undeclared input variable")]
    [InlineData("output \"a\" {\n  value = try(local.x, 1)\n}", "2:15 Reference to undeclared local value")]
    public async Task A_fault_is_told_once_and_in_its_place(string configuration, params string[] expected)
    {
        using var project = new TestProject(configuration);
        Assert.Equal(expected, Told(await project.ValidateAsync()));
    }

    [Fact]
    public async Task Faults_are_told_all_at_once_through_all_modules()
    {
        using var project = new TestProject(
            """
            module "m" {
              source = "./m"
              count  = 2
              size   = "big"
              other  = 1
            }
            output "x" { value = module.m[0].nope }
            resource "test_thing" "a" { valeu = 1 }
            """,
            ("m/main.tf",
            """
            variable "size" { type = number }
            variable "name" {}
            resource "test_thing" "b" { size = var.nmae }
            output "id" { value = test_thing.b.ide }
            """));
        Assert.Equal(
            [
                "1:12 Missing required argument", "3:36 Reference to undeclared input variable", "4:12 Invalid value for input variable", "4:35 Unsupported attribute",
                "5:3 Unsupported argument", "7:33 Unsupported attribute", "8:29 Unsupported argument",
            ], Told(await project.ValidateAsync()));
    }

    [Fact]
    public async Task What_some_value_of_a_variable_makes_right_is_right()
    {
        using var project = new TestProject(
            """
            variable "things" { type = map(object({ size = optional(number), tags = list(string) })) }
            variable "on" { default = false }
            locals { sizes = { for k, v in var.things : k => v.size if length(v.tags) > 0 } }
            resource "test_thing" "a" {
              for_each = local.sizes
              size     = each.value
              dynamic "part" {
                for_each = var.things[each.key].tags
                content { key = part.value }
              }
              lifecycle {
                precondition {
                  condition     = var.on
                  error_message = "Off."
                }
                postcondition {
                  condition     = self.size > 1
                  error_message = "Too small: ${self.id}."
                }
              }
            }
            resource "test_thing" "b" {
              count = var.on ? length(var.things) : 0
              value = test_thing.a[var.on].value.any.thing[0]
            }
            output "ids" { value = [for t in test_thing.b : t.id] }
            """);
        Assert.Empty(Told(await project.ValidateAsync()));
    }

    private static string[] Told(IEnumerable<Diagnostic> diagnostics) =>
        [.. diagnostics.Select(d => (Line: d.Subject?.StartPosition.Line ?? 0, Column: d.Subject?.StartPosition.Column ?? 0, d.Summary))
            .OrderBy(d => d.Line).ThenBy(d => d.Column).Select(d => string.Create(CultureInfo.InvariantCulture, $"{d.Line}:{d.Column} {d.Summary}"))];
}

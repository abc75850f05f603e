namespace Plumb.EndToEnd;

/// <summary>One folder, two programs: what the one applied, the other finds as it should be, and changes, and gives back.</summary>
public sealed class ExchangeTests
{
    public static TheoryData<string, string> Cases => new()
    {
        { "count", "variable \"n\" {\n  default = 2\n}\nresource \"terraform_data\" \"a\" {\n  count = var.n\n  input = \"x-${count.index}\"\n}\noutput \"all\" {\n  value = terraform_data.a[*].output\n}\n" },
        { "for_each", "variable \"n\" {\n  default = 2\n}\nresource \"terraform_data\" \"a\" {\n  for_each = toset([for i in range(var.n) : \"k${i}\"])\n  input    = { key = each.key, list = [1, true, null] }\n}\n" },
        { "chain", "variable \"n\" {\n  default = 2\n}\nresource \"terraform_data\" \"a\" {\n  input = var.n\n}\nresource \"terraform_data\" \"b\" {\n  input            = terraform_data.a.output\n  triggers_replace = terraform_data.a.output\n}\nresource \"terraform_data\" \"c\" {\n  input = [terraform_data.b.id]\n  lifecycle {\n    create_before_destroy = true\n  }\n}\n" },
        { "sensitive", "variable \"n\" {\n  default   = 2\n  sensitive = true\n}\nresource \"terraform_data\" \"a\" {\n  input = { secret = var.n, open = 1 }\n}\noutput \"s\" {\n  value     = terraform_data.a.output\n  sensitive = true\n}\n" },
        { "checks", "variable \"n\" {\n  default = 2\n  validation {\n    condition     = var.n > 0\n    error_message = \"Too small.\"\n  }\n}\nresource \"terraform_data\" \"a\" {\n  input = var.n\n  lifecycle {\n    postcondition {\n      condition     = self.output == var.n\n      error_message = \"Not kept.\"\n    }\n  }\n}\ncheck \"c\" {\n  assert {\n    condition     = terraform_data.a.output > 0\n    error_message = \"Not positive.\"\n  }\n}\n" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_folder_goes_to_and_fro(string name, string configuration)
    {
        Assert.SkipUnless(Programs.HasTerraform, "terraform is not installed");
        Assert.NotEmpty(name);
        var folder = Directory.CreateTempSubdirectory("plumb-exchange-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "main.tf"), configuration);
            Expect(0, Programs.Terraform(folder, "init", "-no-color"));
            Expect(0, Programs.Terraform(folder, "apply", "-auto-approve", "-no-color"));
            Expect(0, Programs.Plumb(folder, "plan", "-detailed-exitcode", "-no-color"));
            Expect(0, Programs.Plumb(folder, "apply", "-auto-approve", "-no-color", "-var", "n=3"));
            Expect(0, Programs.Terraform(folder, "plan", "-detailed-exitcode", "-no-color", "-var", "n=3"));
            Expect(0, Programs.Terraform(folder, "apply", "-auto-approve", "-no-color", "-var", "n=1"));
            Expect(0, Programs.Plumb(folder, "plan", "-detailed-exitcode", "-no-color", "-var", "n=1"));
            Expect(0, Programs.Plumb(folder, "destroy", "-auto-approve", "-no-color", "-var", "n=1"));
            Expect(2, Programs.Terraform(folder, "plan", "-detailed-exitcode", "-no-color"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Expect(int exit, (int Exit, string Output) run) => Assert.True(run.Exit == exit, $"exit {run.Exit} instead of {exit}:\n{run.Output}");
}

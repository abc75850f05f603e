namespace Plumb.Cli.Tests.Language;

/// <summary>Variables in what must be known before anything is planned: sources and versions of modules, settings of the backend.</summary>
public sealed class StaticVariableTests
{
    private const string Call = """
        variable "kind" { type = string }
        locals { place = "./modules/${var.kind}" }
        module "m" {
          source = local.place
        }
        output "o" { value = module.m.kind }
        """;

    [Theory]
    [InlineData("option")]
    [InlineData("file")]
    [InlineData("terraform.tfvars")]
    [InlineData("x.auto.tfvars.json")]
    [InlineData("environment")]
    public async Task A_value_reaches_the_source_of_a_module_from_wherever_it_is_given(string way)
    {
        using var project = Project(Call);
        string[] options = way switch { "option" => ["-var", "kind=b"], "file" => ["-var-file", "given.tfvars"], _ => [] };
        if (way == "environment") project["TF_VAR_kind"] = "b";
        else if (way.EndsWith(".json", StringComparison.Ordinal)) project.Write(way, "{ \"kind\": \"b\" }");
        else if (way != "option") project.Write(way == "file" ? "given.tfvars" : way, "kind = \"b\"\n");

        await project.SucceedAsync(["init", .. options]);
        await project.SucceedAsync(["get", .. options]);
        await project.SucceedAsync(["validate", .. options]);
        await project.SucceedAsync(["plan", .. options]);
        Assert.Contains("o = \"b\"", await project.SucceedAsync(["apply", "-auto-approve", "-no-color", .. options]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_required_variable_without_a_value_is_told_of()
    {
        using var project = Project(Call);
        foreach (var command in (string[][])[["init"], ["get"], ["validate"], ["plan", "-input=false"]])
        {
            var run = await project.RunAsync([.. command, .. command[0] == "get" ? Array.Empty<string>() : ["-no-color"]]);
            Assert.True(run.Exit == 1 && run.Error.Contains("Variable not provided via -var, tfvars files, or env", StringComparison.Ordinal), $"{command[0]}: {run.Out}{run.Error}");
        }
    }

    [Fact]
    public async Task Another_value_asks_for_the_installation_of_the_other_module()
    {
        using var project = Project(Call);
        await project.SucceedAsync("init", "-var", "kind=a");
        var other = await project.RunAsync("plan", "-var", "kind=b", "-no-color");
        Assert.Contains("Module source has changed", other.Error, StringComparison.Ordinal);
        await project.SucceedAsync("get", "-var", "kind=b");
        await project.SucceedAsync("plan", "-var", "kind=b");
    }

    [Fact]
    public async Task A_saved_plan_has_the_values_that_it_was_made_with()
    {
        using var project = Project(Call);
        await project.SucceedAsync("init", "-var", "kind=a");
        await project.SucceedAsync("plan", "-var", "kind=a", "-out", "p");
        project["TF_VAR_kind"] = "b";
        Assert.Contains("\"./modules/${var.kind}\"", project.Read("main.tf"), StringComparison.Ordinal);
        Assert.Contains("./modules/a", await project.SucceedAsync("show", "-json", "p"), StringComparison.Ordinal);
        Assert.Contains("o = \"a\"", await project.SucceedAsync("apply", "-no-color", "p"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sensitive = true", "Sensitive value not allowed")]
    [InlineData("ephemeral = true", "Ephemeral value not allowed")]
    [InlineData("type = number", "Invalid value for input variable")]
    public async Task A_value_that_cannot_be_shown_or_does_not_fit_is_refused(string argument, string error)
    {
        using var project = Project(Call.Replace("{ type = string }", $"{{ {argument} }}", StringComparison.Ordinal));
        var made = await project.RunAsync("init", "-no-color", "-var", "kind=a");
        Assert.True(made.Exit == 1 && made.Error.Contains(error, StringComparison.Ordinal), made.Out + made.Error);
    }

    [Fact]
    public async Task A_value_goes_through_the_arguments_of_calls_and_reaches_the_version_too()
    {
        using var project = Project("variable \"v\" { default = null }\nvariable \"kind\" {}\nmodule \"outer\" {\n  source = \"./outer\"\n  kind   = var.kind\n}\nmodule \"versioned\" {\n  source  = \"./modules/a\"\n  version = var.v\n}\n");
        project.Write("outer/main.tf", "variable \"kind\" {}\nmodule \"inner\" {\n  source = \"../modules/${var.kind}\"\n}\n");
        await project.SucceedAsync("init", "-var", "kind=b");
        Assert.Contains("modules/b", project.Read(".terraform/modules/modules.json"), StringComparison.Ordinal);
        var versioned = await project.RunAsync("init", "-no-color", "-var", "kind=b", "-var", "v=1.0.0");
        Assert.Contains("Invalid registry module source address", versioned.Error, StringComparison.Ordinal);
    }

    private static TestProject Project(string configuration)
    {
        var project = new TestProject(configuration);
        foreach (var kind in (string[])["a", "b"]) project.Write($"modules/{kind}/m.tf", $"output \"kind\" {{ value = \"{kind}\" }}\n");
        return project;
    }
}

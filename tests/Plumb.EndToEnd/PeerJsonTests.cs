using System.Text.Json;
using System.Text.Json.Nodes;

namespace Plumb.EndToEnd;

/// <summary>What programs read of <c>output</c> and <c>validate -json</c> is, corner by corner, what the real Terraform writes.</summary>
public sealed class PeerJsonTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private const string Outputs = """
        output "text" { value = "a \"quoted\" text" }
        output "empty" { value = "" }
        output "lines" { value = "one\ntwo\n" }
        output "unicode" { value = "ä → 𝄞 <&> \u0007 \u2028" }
        output "template" { value = "$${x} %%{y}" }
        output "whole" { value = 42 }
        output "fraction" { value = 0.1 }
        output "big" { value = 123456789012345678901234567890 }
        output "small" { value = 1e-10 }
        output "huge" { value = -1.5e300 }
        output "yes" { value = true }
        output "nothing" { value = null }
        output "list" { value = tolist(["a", "b"]) }
        output "no_elements" { value = [] }
        output "set" { value = toset(["b", "a"]) }
        output "numbers" { value = toset([2, 1]) }
        output "map" { value = tomap({ "b c" = 1, a = 2 }) }
        output "no_names" { value = {} }
        output "tuple" { value = ["a", 1, true, null] }
        output "object" { value = { a = { b = [{ c = null }] }, "x y" = "z" } }
        output "nested" { value = [[["x"]], {}] }
        output "nulls" { value = tolist([null, "a"]) }
        output "secret" {
          value     = "hidden"
          sensitive = true
        }
        output "secrets" {
          value     = { a = "hidden" }
          sensitive = true
        }
        """;

    [Fact]
    public void Outputs_are_written_alike()
    {
        using var project = new Project(("main.tf", Outputs));
        Assert.Equal(0, Programs.Terraform(project.Folder, "apply", "-auto-approve").Exit);
        using var document = JsonDocument.Parse(project.Both("output", "-json").Peer.Output);
        var names = document.RootElement.EnumerateObject().Select(o => o.Name).Append("unknown").ToArray();
        Assert.True(names.Length > 20);
        var faults = new List<string>();
        Compare(["output", "-json"]);
        Compare(["output", "-no-color"]);
        foreach (var name in names)
            foreach (var format in (string[])["-no-color", "-json", "-raw"]) Compare(["output", "-no-color", .. format == "-no-color" ? [] : new[] { format }, name]);
        foreach (var arguments in (string[][])[["-raw"], ["-raw", "-json", "text"], ["text", "lines"]]) Compare(["output", "-no-color", .. arguments]);
        Assert.Empty(faults);

        void Compare(string[] arguments)
        {
            var (ours, peer) = project.Both(arguments);
            if (ours.Exit != peer.Exit || ours.Output != peer.Output || (peer.Exit != 0 && arguments is not [.., "text", "lines"] && Summary(ours.Error) != Summary(peer.Error)))
                faults.Add($"{string.Join(' ', arguments)}:\n  ours {ours}\n  peer {peer}");
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Without_outputs_there_is_a_warning(bool applied)
    {
        using var project = new Project(("main.tf", "resource \"terraform_data\" \"a\" {}\n"));
        if (applied) Assert.Equal(0, Programs.Terraform(project.Folder, "apply", "-auto-approve").Exit);
        foreach (var arguments in (string[][])[[], ["x"], ["-raw", "x"], ["-json"], ["-json", "x"], ["-state=none.tfstate"]])
        {
            var (ours, peer) = project.Both(["output", "-no-color", .. arguments]);
            Assert.Equal(peer.Exit, ours.Exit);
            Assert.Equal(Summary(peer.Output + peer.Error), Summary(ours.Output + ours.Error));
            if (arguments is ["-json"]) Assert.Equal(peer.Output, ours.Output);
        }
    }

    public static TheoryData<string, string, string> Configurations => new()
    {
        { "nothing is wrong", "main.tf", "resource \"terraform_data\" \"a\" {}\n" },
        { "a warning", "main.tf", "resource \"terraform_data\" \"a\" {}\nresource \"terraform_data\" \"b\" {\n  depends_on = [\"terraform_data.a\"]\n}\n" },
        { "several errors", "main.tf", "resource \"terraform_data\" \"a\" {\n  input = [var.none, var.more]\n}\noutput \"o\" { value = local.none }\n" },
        { "a range over lines", "main.tf", "output \"o\" {\n  value = tonumber(\n    \"x\"\n  )\n}\n" },
        { "a range after other letters", "main.tf", "output \"o\" { value = \"ä 𝄞 ${var.none}\" }\n" },
        { "function calls", "main.tf", "locals {\n  a = cidrsubnet(\"10.0.0.0/8\", 300, 1)\n  b = format(\"%d\", \"x\")\n  c = length(1, 2)\n  d = nofunc(1)\n  e = element([], 1)\n  f = max()\n  g = substr(\"abc\", null, 1)\n}\noutput \"o\" { value = [local.a, local.b, local.c, local.d, local.e, local.f, local.g] }\n" },
        { "an unsupported argument", "main.tf", "variable \"v\" {\n  default = 1\n  nope    = 2\n}\n" },
        { "a missing argument", "main.tf", "module \"m\" {\n}\n" },
        { "syntax", "main.tf", "resource \"terraform_data\" \"a\" {\n  input = )\n}\n" },
        { "an unclosed block", "main.tf", "resource \"terraform_data\" \"a\" {\n" },
        { "a module that is not installed", "main.tf", "module \"m\" {\n  source = \"./none\"\n}\n" },
        { "a duplicate", "main.tf", "variable \"v\" {}\nvariable \"v\" {}\n" },
        { "values", "main.tf", "locals {\n  a = { b = 1 }\n  c = local.a.d\n}\noutput \"o\" { value = local.c }\n" },
        { "JSON: a property too many", "main.tf.json", "{\n  \"resource\": {\n    \"terraform_data\": {\n      \"a\": {\n        \"nope\": 1\n      }\n    }\n  }\n}\n" },
        { "JSON: a reference in an array", "main.tf.json", "{\n  \"output\": [\n    { \"a\": { \"value\": 1 } },\n    { \"o\": { \"value\": \"${var.none}\" } }\n  ]\n}\n" },
        { "JSON: at the outermost", "main.tf.json", "{\n  \"wrong\": {}\n}\n" },
    };

    [Theory]
    [MemberData(nameof(Configurations))]
    public void A_validation_is_written_alike(string about, string file, string text)
    {
        using var project = new Project((file, text));
        var (ours, peer) = project.Both("validate", "-json");
        Assert.True(ours.Exit == peer.Exit, $"{about}: {ours}\n{peer}");
        Assert.Equal(Essence(peer.Output), Essence(ours.Output));
    }

    /// <summary>All but the words of the details, which are our own; what a module directory lacks is told in other words too.</summary>
    private static string Essence(string json)
    {
        var document = JsonNode.Parse(json)?.AsObject() ?? throw new JsonException("no object");
        var diagnostics = document["diagnostics"]?.AsArray().Select(d => d?.AsObject() ?? []).ToList() ?? [];
        foreach (var diagnostic in diagnostics) diagnostic.Remove("detail");
        document["diagnostics"] = new JsonArray([.. diagnostics.Select(d => d.ToJsonString()).Order(StringComparer.Ordinal).Select(d => JsonNode.Parse(d))]);
        return document.ToJsonString(Indented);
    }

    private static string? Summary(string text) => text.Split('\n').Select(l => l.Trim()).FirstOrDefault(l => l.StartsWith("Error: ", StringComparison.Ordinal) || l.StartsWith("Warning: ", StringComparison.Ordinal));

    private sealed class Project : IDisposable
    {
        public Project(params (string Name, string Text)[] files)
        {
            Assert.SkipUnless(Programs.HasTerraform, "terraform is not installed");
            Folder = Directory.CreateTempSubdirectory("plumb-peer-").FullName;
            foreach (var (name, text) in files) File.WriteAllText(Path.Combine(Folder, name), text);
            Programs.Terraform(Folder, "init");
        }

        public string Folder { get; }

        public ((int Exit, string Output, string Error) Ours, (int Exit, string Output, string Error) Peer) Both(params string[] arguments) =>
            (Programs.PlumbApart(Folder, arguments), Programs.TerraformApart(Folder, arguments));

        public void Dispose() => Directory.Delete(Folder, recursive: true);
    }
}

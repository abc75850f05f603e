using System.Globalization;

namespace Plumb.EndToEnd;

/// <summary>
/// One folder, two programs: what the one applied, the other finds as it should be, and changes, and gives back. The
/// configurations are in <c>tests/golden/exchange</c>, with the changes as folders <c>1</c>, <c>2</c>, <c>3</c> or as values of <c>n</c>.
/// </summary>
public sealed class ExchangeTests
{
    private delegate (int Exit, string Output) Tool(string folder, params string[] args);

    private static string Root { get; } = Path.Combine(Repository.Root, "tests", "golden", "exchange");

    public static TheoryData<string, bool> Cases
    {
        get
        {
            var cases = new TheoryData<string, bool>();
            foreach (var folder in Directory.EnumerateDirectories(Root).Order(StringComparer.Ordinal))
            {
                cases.Add(Path.GetFileName(folder), true);
                cases.Add(Path.GetFileName(folder), false);
            }
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_folder_goes_to_and_fro(string name, bool peerBegins)
    {
        Assert.SkipUnless(Programs.HasTerraform, "terraform is not installed");
        var folder = Directory.CreateTempSubdirectory("plumb-exchange-").FullName;
        try
        {
            var (acting, other) = peerBegins ? ((Tool)Programs.Terraform, (Tool)Programs.Plumb) : (Programs.Plumb, Programs.Terraform);
            foreach (var variables in Steps(Path.Combine(Root, name), folder))
            {
                Expect(0, acting(folder, "init", "-no-color"));
                Expect(0, acting(folder, ["apply", "-auto-approve", "-no-color", .. variables]));
                Expect(0, other(folder, "init", "-no-color"));
                Expect(0, other(folder, ["plan", "-detailed-exitcode", "-no-color", .. variables]));
                Expect(0, acting(folder, ["plan", "-detailed-exitcode", "-no-color", .. variables]));
                (acting, other) = (other, acting);
            }
            Expect(0, acting(folder, "destroy", "-auto-approve", "-no-color"));
            Assert.Equal("", other(folder, "state", "list").Output);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Lays out the configuration of one step after the other; each comes with the variables to give.</summary>
    private static IEnumerable<string[]> Steps(string source, string folder)
    {
        for (var step = 1; step <= 3; step++)
        {
            var stage = Path.Combine(source, step.ToString(CultureInfo.InvariantCulture));
            if (!Directory.Exists(stage))
            {
                if (step == 1) Copy(source, folder);
                yield return ["-var", $"n={step switch { 1 => 2, 2 => 3, _ => 1 }}"];
                continue;
            }
            foreach (var old in Directory.EnumerateFiles(folder, "*.tf", SearchOption.AllDirectories)) File.Delete(old);
            Copy(stage, folder);
            yield return [];
        }
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target) ?? to);
            File.Copy(file, target, overwrite: true);
        }
    }

    private static void Expect(int exit, (int Exit, string Output) run) => Assert.True(run.Exit == exit, $"exit {run.Exit} instead of {exit}:\n{run.Output}");
}

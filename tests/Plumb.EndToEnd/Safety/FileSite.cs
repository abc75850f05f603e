using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Plumb.EndToEnd.Safety;

/// <summary>
/// A folder whose configuration makes real files: many of them, replaced in both orders, and dependent on one another.
/// From a file's name follows the address of its resource instance, so that whatever lies there can be looked up.
/// </summary>
internal sealed partial class FileSite : IDisposable
{
    private const string Configuration = """
        variable "n" { type = number }
        variable "v" { type = number }

        resource "local_file" "plain" {
          count    = var.n
          filename = "${path.module}/out/plain=${count.index}=${var.v}"
          content  = "plain ${var.v}"
        }

        resource "local_file" "ahead" {
          count    = 8
          filename = "${path.module}/out/ahead=${count.index}=${var.v}"
          content  = local_file.plain[0].content_md5
          lifecycle {
            create_before_destroy = true
          }
        }

        resource "local_file" "after" {
          for_each = toset([for i in range(var.n) : tostring(i)])
          filename = "${path.module}/out/after=${each.key}=${var.v % 3}"
          content  = local_file.plain[0].content_md5
        }

        resource "terraform_data" "d" {
          count            = var.n
          input            = var.v
          triggers_replace = local_file.ahead[0].id
        }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("plumb-kill-").FullName;
    private readonly Random _random;
    private readonly int _seed;
    private readonly HashSet<string> _told = [];
    private TimeSpan _wholeRun = TimeSpan.FromSeconds(1);
    private int _version;

    public FileSite(int seed)
    {
        _seed = seed;
        _random = new Random(seed);
        File.WriteAllText(Path.Combine(_folder, "main.tf"), Configuration);
        var (exit, output) = Programs.Plumb(_folder, "init", "-no-color");
        Assert.True(exit == 0, output);
    }

    private string Out => Path.Combine(_folder, "out");

    private string StateFile => Path.Combine(_folder, "terraform.tfstate");

    /// <summary>Whether it was killed; else it was done before.</summary>
    public bool RunAndKill()
    {
        var command = _random.Next(10) == 0 ? "destroy" : "apply";
        return Programs.PlumbKilled(_folder, _wholeRun * (_random.NextDouble() * 1.1), [command, "-auto-approve", "-no-color", .. NextVariables()]);
    }

    /// <summary>Looks at what is left: each file is in the state or told of. Gives the number of those told of.</summary>
    public int Check()
    {
        foreach (var path in new[] { StateFile, StateFile + ".backup" })
        {
            if (new FileInfo(path) is { Exists: true, Length: > 0 }) JsonDocument.Parse(File.ReadAllBytes(path)).Dispose();
        }
        var (exit, state, said) = Programs.PlumbApart(_folder, "state", "pull");
        Assert.True(exit == 0, Tell($"state pull failed: {said}"));
        var known = FilesIn(state);
        var addresses = Told().Matches(said).Select(m => m.Groups[1].Value).ToHashSet();
        var told = 0;
        foreach (var file in Files().Where(f => !known.Contains(f) && !_told.Contains(f)))
        {
            Assert.True(addresses.Contains(AddressOf(file)), Tell($"nobody knows {file}; told were: {string.Join(", ", addresses)}\n{said}"));
            _told.Add(file);
            told++;
        }
        return told;
    }

    /// <summary>An apply that nobody disturbs mends everything: a second one has nothing to do.</summary>
    public void RunToTheEnd()
    {
        var variables = NextVariables();
        var watch = Stopwatch.StartNew();
        Expect(0, ["apply", "-auto-approve", "-no-color", .. variables]);
        _wholeRun = watch.Elapsed;
        Expect(0, ["plan", "-detailed-exitcode", "-no-color", .. variables]);
        HoldOnlyKnownFiles();
    }

    public void DestroyAll()
    {
        Expect(0, ["destroy", "-auto-approve", "-no-color", .. NextVariables()]);
        HoldOnlyKnownFiles();
        Assert.Empty(Files());
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Files that were told of are looked after by hand, as the message advises.</summary>
    private void HoldOnlyKnownFiles()
    {
        var (_, state, said) = Programs.PlumbApart(_folder, "state", "pull");
        Assert.True(said.Length == 0, Tell($"something is left open after a whole run: {said}"));
        var known = FilesIn(state);
        foreach (var file in _told.Where(f => !known.Contains(f))) File.Delete(Path.Combine(Out, file));
        _told.Clear();
        Assert.True(known.SetEquals(Files()), Tell($"in the state: {string.Join(' ', known)}; there: {string.Join(' ', Files())}"));
    }

    private void Expect(int exit, string[] args)
    {
        var run = Programs.Plumb(_folder, args);
        Assert.True(run.Exit == exit, Tell($"{string.Join(' ', args)} gave {run.Exit}:\n{run.Output}"));
    }

    private string[] NextVariables() =>
        ["-var", string.Create(CultureInfo.InvariantCulture, $"n={_random.Next(4, 24)}"), "-var", string.Create(CultureInfo.InvariantCulture, $"v={++_version}")];

    private IEnumerable<string> Files() => Directory.Exists(Out) ? Directory.EnumerateFiles(Out).Select(f => Path.GetFileName(f)) : [];

    private static HashSet<string> FilesIn(string state)
    {
        using var json = JsonDocument.Parse(state);
        return [.. json.RootElement.GetProperty("resources").EnumerateArray()
            .Where(r => r.GetProperty("type").GetString() == "local_file")
            .SelectMany(r => r.GetProperty("instances").EnumerateArray())
            .Select(i => Path.GetFileName(i.GetProperty("attributes").GetProperty("filename").GetString()) ?? "")];
    }

    private static string AddressOf(string file)
    {
        var parts = file.Split('=');
        return parts[0] == "after" ? $"local_file.after[\"{parts[1]}\"]" : $"local_file.{parts[0]}[{parts[1]}]";
    }

    private string Tell(string what) => $"{what}\n(PLUMB_SEED={_seed}, folder {_folder})";

    [GeneratedRegex(@"(local_file\.[^:\s]+): A create was under way")]
    private static partial Regex Told();
}

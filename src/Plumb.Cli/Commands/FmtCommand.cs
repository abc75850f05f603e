using System.CommandLine;
using Plumb.Cli.Rendering;
using Plumb.Cli.Session;
using Plumb.Core.Diagnostics;
using Plumb.Core.Text;
using Plumb.Hcl.Formatting;
using Plumb.Hcl.Parsing;

namespace Plumb.Cli.Commands;

/// <summary><c>fmt</c>: writes configuration files in the canonical layout.</summary>
internal static class FmtCommand
{
    private static readonly string[] Endings = [".tf", ".tofu", ".tfvars", ".tftest.hcl", ".tfmock.hcl"];
    private static readonly DiagnosticRule NoFile = new("CLI040", Severity.Error, "No file or directory");

    public static Command Create(Terminal terminal)
    {
        var paths = new Argument<string[]>("path") { Arity = ArgumentArity.ZeroOrMore };
        var list = new Option<bool>("-list") { DefaultValueFactory = _ => true, Description = "List the files whose layout differs." };
        var write = new Option<bool>("-write") { DefaultValueFactory = _ => true, Description = "Write the files." };
        var check = new Option<bool>("-check") { Description = "Exit with 3 where a file differs, and write nothing." };
        var recursive = new Option<bool>("-recursive") { Description = "Go into subdirectories." };
        var noColor = new Option<bool>("-no-color");
        var command = new Command("fmt", "Write configuration files in the canonical layout.") { paths, list, write, check, recursive, noColor };
        command.SetAction(async (parsed, cancellation) =>
        {
            var diagnostics = new DiagnosticBag();
            var given = parsed.GetValue(paths) ?? [];
            var differs = false;
            if (given is ["-"])
            {
                var source = await terminal.In.ReadToEndAsync(cancellation).ConfigureAwait(false);
                if (Format(source, "<stdin>", diagnostics) is { } formatted)
                {
                    differs = formatted != source;
                    if (!parsed.GetValue(check)) terminal.Out.Write(formatted);
                }
            }
            else
            {
                foreach (var file in Files(given, terminal.WorkingDirectory, parsed.GetValue(recursive), diagnostics))
                {
                    var source = await File.ReadAllTextAsync(file, cancellation).ConfigureAwait(false);
                    var shown = Path.GetRelativePath(terminal.WorkingDirectory, file);
                    if (Format(source, shown, diagnostics) is not { } formatted || formatted == source) continue;
                    differs = true;
                    if (parsed.GetValue(list)) terminal.Out.WriteLine(shown);
                    if (parsed.GetValue(write) && !parsed.GetValue(check)) await File.WriteAllTextAsync(file, formatted, cancellation).ConfigureAwait(false);
                }
            }
            DiagnosticText.Write(terminal, diagnostics, terminal.UseColor && !parsed.GetValue(noColor));
            return diagnostics.HasErrors ? 2 : parsed.GetValue(check) && differs ? 3 : 0;
        });
        return command;
    }

    private static string? Format(string source, string name, DiagnosticBag diagnostics)
    {
        var found = new DiagnosticBag();
        HclParser.ParseFile(new SourceFile(name, source), found);
        if (!found.HasErrors) return HclFormatter.Format(source);
        diagnostics.AddRange(found);
        return null;
    }

    private static IEnumerable<string> Files(string[] given, string workingDirectory, bool recursive, DiagnosticBag diagnostics)
    {
        foreach (var path in given.Length == 0 ? ["."] : given)
        {
            var full = Path.GetFullPath(path, workingDirectory);
            if (File.Exists(full)) yield return full;
            else if (!Directory.Exists(full)) diagnostics.Add(NoFile, null, $"There is no file or directory at {path}.");
            else
                foreach (var file in Directory.EnumerateFiles(full, "*", recursive ? SearchOption.AllDirectories : SearchOption.TopDirectoryOnly).Order(StringComparer.Ordinal))
                    if (Endings.Any(e => file.EndsWith(e, StringComparison.Ordinal)) && !file.Contains("/.terraform/", StringComparison.Ordinal)) yield return file;
        }
    }
}

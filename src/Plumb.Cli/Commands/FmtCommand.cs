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
    private const int Differing = 3;
    private const int Failed = 2;

    private static readonly string[] Endings = [".tf", ".tofu", ".tfvars", ".tftest.hcl", ".tofutest.hcl", ".tfmock.hcl"];
    private static readonly DiagnosticRule NoFile = new("CLI040", Severity.Error, "No file or directory");
    private static readonly DiagnosticRule Unsupported = new("CLI041", Severity.Error, "Only .tf, .tfvars, and .tftest.hcl files can be processed with fmt");
    private static readonly DiagnosticRule Inaccessible = new("CLI042", Severity.Error, "Failed to process file");

    private sealed record Request(bool List, bool Write, bool Diff, bool Check);

    public static Command Create(Terminal terminal)
    {
        var paths = new Argument<string[]>("target") { Arity = ArgumentArity.ZeroOrMore, Description = "Files and folders, or - for what is piped in; the present folder where none is named." };
        var list = new Option<bool>("-list") { DefaultValueFactory = _ => true, Description = "Do not list the files whose layout differs." };
        var write = new Option<bool>("-write") { DefaultValueFactory = _ => true, Description = "Do not write the files; also with -check and for what is piped in." };
        var diff = new Option<bool>("-diff") { Description = "Show what differs." };
        var check = new Option<bool>("-check") { Description = "Exit with 3 where a file differs, and write nothing." };
        var recursive = new Option<bool>("-recursive") { Description = "Go into subfolders." };
        var noColor = new Option<bool>("-no-color") { Description = "Write plain text." };
        var command = new Command("fmt", "Write configuration files in the canonical layout.") { paths, list, write, diff, check, recursive, noColor };
        command.SetAction(async (parsed, cancellation) =>
        {
            var diagnostics = new DiagnosticBag();
            var isCheck = parsed.GetValue(check);
            var request = new Request(parsed.GetValue(list), parsed.GetValue(write) && !isCheck, parsed.GetValue(diff), isCheck);
            var given = parsed.GetValue(paths) ?? [];
            var differs = false;
            if (given is ["-"]) differs = await FormatInputAsync(terminal, request, diagnostics, cancellation).ConfigureAwait(false);
            else
                foreach (var file in Files(given, terminal.WorkingDirectory, parsed.GetValue(recursive), diagnostics))
                    differs |= await FormatFileAsync(terminal, file, request, diagnostics, cancellation).ConfigureAwait(false);
            DiagnosticText.Write(terminal, diagnostics, terminal.UseColor && !parsed.GetValue(noColor));
            return diagnostics.HasErrors ? Failed : isCheck && differs ? Differing : 0;
        });
        return command;
    }

    private static async Task<bool> FormatInputAsync(Terminal terminal, Request request, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        const string Name = "<stdin>";
        var source = await terminal.In.ReadToEndAsync(cancellation).ConfigureAwait(false);
        if (Format(source, Name, diagnostics) is not { } formatted) return false;
        if (request.Diff && formatted != source) await terminal.Out.WriteAsync(UnifiedDiff.Format(Name, source, formatted)).ConfigureAwait(false);
        else if (!request.Diff && !request.Check) await terminal.Out.WriteAsync(formatted).ConfigureAwait(false);
        return formatted != source;
    }

    private static async Task<bool> FormatFileAsync(Terminal terminal, string file, Request request, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        var shown = Path.GetRelativePath(terminal.WorkingDirectory, file);
        try
        {
            var source = await File.ReadAllTextAsync(file, cancellation).ConfigureAwait(false);
            if (Format(source, shown, diagnostics) is not { } formatted || formatted == source) return false;
            if (request.List) await terminal.Out.WriteAsync(shown + "\n").ConfigureAwait(false);
            if (request.Write) await File.WriteAllTextAsync(file, formatted, cancellation).ConfigureAwait(false);
            if (request.Diff) await terminal.Out.WriteAsync(UnifiedDiff.Format(shown, source, formatted)).ConfigureAwait(false);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(Inaccessible, null, $"{shown} could not be read or written: {e.Message}");
            return false;
        }
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
            if (Directory.Exists(full))
                foreach (var file in In(full, recursive)) yield return file;
            else if (!File.Exists(full)) diagnostics.Add(NoFile, null, $"No file or directory at {path}.");
            else if (IsConfiguration(full)) yield return full;
            else diagnostics.Add(Unsupported, null, $"{path} is no configuration file by its name.");
        }
    }

    /// <summary>Hidden folders hold what tools keep for themselves.</summary>
    private static IEnumerable<string> In(string folder, bool recursive)
    {
        foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos().OrderBy(e => e.Name, StringComparer.Ordinal))
        {
            if (entry is FileInfo && IsConfiguration(entry.Name)) yield return entry.FullName;
            else if (recursive && entry is DirectoryInfo && !entry.Name.StartsWith('.'))
                foreach (var file in In(entry.FullName, recursive)) yield return file;
        }
    }

    private static bool IsConfiguration(string name) => Endings.Any(e => name.EndsWith(e, StringComparison.Ordinal)) && !Path.GetFileName(name).StartsWith('.');
}

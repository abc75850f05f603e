using System.Text;
using Plumb.Core.Diagnostics;
using Plumb.Core.Text;

namespace Plumb.Engine.Configuration.Files;

/// <summary>Reads and parses the configuration files of one directory. The only part of loading that touches files.</summary>
public static class ModuleDirectory
{
    private const int ParallelFrom = 16;
    private const long MaxFileBytes = 256L << 20;

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>The files in the order in which they are taken: by name, override files last. Null where the directory cannot be read.</summary>
    public static IReadOnlyList<ModuleFile>? Read(string directory, DiagnosticBag diagnostics) => Read(directory, withQueries: false, diagnostics);

    /// <summary>The same, and after them the files of queries where they are wanted.</summary>
    public static IReadOnlyList<ModuleFile>? Read(string directory, bool withQueries, DiagnosticBag diagnostics)
    {
        if (List(directory, withQueries, diagnostics) is not { } names) return null;
        var ordered = names.OrderBy(ModuleFileName.IsOverride).ToArray();
        var parsed = new (ModuleFile? File, DiagnosticBag Faults)[ordered.Length];
        if (ordered.Length < ParallelFrom)
        {
            for (var i = 0; i < ordered.Length; i++) parsed[i] = ReadOne(directory, ordered[i]);
        }
        else
        {
            Parallel.For(0, ordered.Length, i => parsed[i] = ReadOne(directory, ordered[i]));
        }

        var files = new List<ModuleFile>(ordered.Length);
        foreach (var (file, faults) in parsed)
        {
            diagnostics.AddRange(faults);
            if (file is not null) files.Add(file);
        }
        return files;
    }

    /// <summary>Whether a directory exists and holds any configuration file.</summary>
    public static bool HasConfiguration(string directory) =>
        Directory.Exists(directory)
        && Directory.EnumerateFiles(directory).Any(f => ModuleFileName.Extension(Path.GetFileName(f)) is not null);

    private static IReadOnlyList<string>? List(string directory, bool withQueries, DiagnosticBag diagnostics)
    {
        try
        {
            var names = Directory.EnumerateFiles(directory).Select(f => Path.GetFileName(f)).ToArray();
            return [.. ModuleFileName.Select(names), .. withQueries ? ModuleFileName.SelectQueries(names) : []];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(FileRules.UnreadableDirectory, null, $"The module directory {directory} does not exist or cannot be read: {e.Message}");
            return null;
        }
    }

    private static (ModuleFile? File, DiagnosticBag Faults) ReadOne(string directory, string name)
    {
        var faults = new DiagnosticBag();
        var path = ModulePath.Join(directory, name);
        try
        {
            if (new FileInfo(path).Length > MaxFileBytes)
            {
                faults.Add(FileRules.UnreadableFile, null, $"The file {path} is larger than {MaxFileBytes >> 20} MiB, which no configuration needs to be.");
                return (null, faults);
            }
            var source = new SourceFile(path, Decode(File.ReadAllBytes(path), path, faults));
            return (ModuleFile.Parse(source, ModuleFileName.IsOverride(name), faults), faults);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            faults.Add(FileRules.UnreadableFile, null, $"The configuration file {path} cannot be read: {e.Message}");
            return (null, faults);
        }
    }

    private static string Decode(byte[] bytes, string path, DiagnosticBag faults)
    {
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException e)
        {
            var text = Encoding.UTF8.GetString(bytes);
            var start = Encoding.UTF8.GetCharCount(bytes, 0, Math.Max(e.Index, 0));
            faults.Add(FileRules.InvalidEncoding, new SourceFile(path, text).Span(start, Math.Min(start + 1, text.Length)),
                "All configuration files must be UTF-8 encoded, and the bytes here are not.");
            return text;
        }
    }
}

using System.Globalization;
using System.Reflection;
using System.Text;
using Plumb.Hosts.Calling;

namespace Plumb.Connections.Executors;

/// <summary>
/// The executors inside of this program, packed, each with its receiver and a line that tells its hash and length. A program that was not published
/// has none: then a file is taken that the environment names, or that lies in the build's folder.
/// </summary>
public sealed class EmbeddedExecutors(Assembly assembly, IReadOnlyDictionary<string, string> environment, string programFolder) : IExecutorSource
{
    /// <summary>Names an executor to send in place of the one inside.</summary>
    public const string PathVariable = "PLUMB_EXECUTOR";

    private static readonly string[] _machines = ["x86_64", "aarch64"];
    private readonly Lock _gate = new();
    private ExecutorBinary[]? _binaries;

    public IReadOnlyList<ExecutorBinary> Binaries
    {
        get
        {
            lock (_gate) return _binaries ??= Find();
        }
    }

    private ExecutorBinary[] Find()
    {
        if (environment.GetValueOrDefault(PathVariable) is { Length: > 0 } given) return [FileExecutor.Read(given)];
        var inside = _machines.Select(Inside).OfType<ExecutorBinary>().ToArray();
        if (inside.Length > 0) return inside;
        for (var folder = new DirectoryInfo(programFolder); folder is not null; folder = folder.Parent)
        {
            var built = Path.Combine(folder.FullName, "dist", "executor", "plumb-executor");
            if (File.Exists(built)) return [FileExecutor.Read(built)];
        }
        return [];
    }

    private ExecutorBinary? Inside(string machine)
    {
        if (ReadText($"executor-{machine}.txt") is not { } line || line.Split(' ') is not [var hash, var length]) return null;
        Stream Open(string part) => assembly.GetManifestResourceStream($"executor-{machine}.{part}") ?? throw new FileNotFoundException($"The {part} of the executor is not inside of this program.");
        using var receiver = Open("receiver");
        var bytes = new byte[receiver.Length];
        receiver.ReadExactly(bytes);
        return new ExecutorBinary(machine, hash, long.Parse(length, CultureInfo.InvariantCulture), () => Open("packed")) { Receiver = bytes };
    }

    private string? ReadText(string name)
    {
        using var stream = assembly.GetManifestResourceStream(name);
        if (stream is null) return null;
        using var reader = new StreamReader(stream, Encoding.ASCII);
        return reader.ReadToEnd().Trim();
    }
}

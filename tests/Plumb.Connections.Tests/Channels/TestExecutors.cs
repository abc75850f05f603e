using Plumb.Connections.Executors;
using Plumb.Hosts.Calling;

namespace Plumb.Connections.Tests.Channels;

/// <summary>The executor that was built, or one that a test makes up.</summary>
internal sealed class TestExecutors(params IReadOnlyList<ExecutorBinary> binaries) : IExecutorSource
{
    public const string NotBuilt = "the executor is not built: ./build.sh, or name one with PLUMB_EXECUTOR";

    public static IExecutorSource Built { get; } = new EmbeddedExecutors(typeof(TestExecutors).Assembly, Variables, AppContext.BaseDirectory);

    public static Dictionary<string, string> Variables => Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>().ToDictionary(e => $"{e.Key}", e => $"{e.Value}", StringComparer.Ordinal);

    public IReadOnlyList<ExecutorBinary> Binaries => binaries;

    /// <summary>Something else that is sent in place of the executor.</summary>
    public static TestExecutors Script(string text, string machine = "x86_64")
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes("#!/bin/sh\n" + text);
        return new TestExecutors(new ExecutorBinary(machine, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)), bytes.Length, () => new MemoryStream(bytes)));
    }
}

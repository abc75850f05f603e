using Google.Protobuf.Reflection;
using Grpc.Core;
using Plumb.Plugins.Protocol;

namespace Plumb.Plugins.Tests.Protocol;

/// <summary>
/// The messages and calls of ours beside those that the peer publishes, which stand in <c>tests/golden/protocol</c> as lists of calls and
/// fields: the same numbers and kinds, whatever the names. What is left out on purpose is all that may be missing.
/// </summary>
public sealed class PublishedProtocolTests
{
    private static readonly string[] _stateStores = ["ValidateStateStoreConfig", "ConfigureStateStore", "ReadStateBytes", "WriteStateBytes", "LockState", "UnlockState", "GetStates", "DeleteState"];

    [Fact]
    public void Version_6_is_whole_but_for_stores_of_states()
    {
        var missing = Missing("tfplugin6.txt", ProviderMethods.Version6);
        Assert.Equal(
            [.. _stateStores.Select(c => "call " + c), "field GetProviderSchema.Response.state_store_schemas", "field Schema.Object.max_items", "field Schema.Object.min_items"],
            missing.OrderBy(m => m.StartsWith("field", StringComparison.Ordinal)).ThenBy(m => m.StartsWith("call", StringComparison.Ordinal) ? Array.IndexOf(_stateStores, m[5..]) : 0).ThenBy(m => m, StringComparer.Ordinal));
    }

    [Fact]
    public void Version_5_is_whole() => Assert.Empty(Missing("tfplugin5.txt", ProviderMethods.Version5));

    private static HashSet<string> Missing(string file, ProviderMethods methods)
    {
        var rows = File.ReadAllLines(Path.Combine(Repository(), "tests", "golden", "protocol", file)).Skip(1).Select(l => l.Split('\t')).ToArray();
        var published = new Published(rows.Where(r => r[0] == "field").ToLookup(r => r[1]));
        var ours = typeof(ProviderMethods).GetProperties().Select(p => p.GetValue(methods)).OfType<IMethod>().ToLookup(m => m.Name);
        foreach (var call in rows.Where(r => r[0] == "call" && r[1] == "Provider"))
        {
            if (ours[call[2]].FirstOrDefault() is not { } method)
            {
                published.Missing.Add("call " + call[2]);
                continue;
            }
            Assert.Equal(call[4].StartsWith("stream ", StringComparison.Ordinal) ? MethodType.ServerStreaming : MethodType.Unary, method.Type);
            var types = method.GetType().GetGenericArguments();
            published.Compare(call[3], Descriptor(types[0]));
            published.Compare(call[4].Replace("stream ", "", StringComparison.Ordinal), Descriptor(types[1]));
        }
        return published.Missing;
    }

    private static MessageDescriptor Descriptor(Type type) => (MessageDescriptor)(type.GetProperty("Descriptor")?.GetValue(null) ?? throw new InvalidOperationException($"{type} is no message."));

    private static string Repository()
    {
        var directory = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(directory, "plumb.slnx"))) directory = Path.GetDirectoryName(directory.TrimEnd('/')) ?? throw new DirectoryNotFoundException("the tests do not run inside the repository");
        return directory;
    }

    /// <param name="Fields">By the name of their message.</param>
    private sealed record Published(ILookup<string, string[]> Fields)
    {
        private readonly HashSet<(string, MessageDescriptor)> _seen = [];

        public HashSet<string> Missing { get; } = [];

        public void Compare(string message, MessageDescriptor ours)
        {
            if (!_seen.Add((message, ours))) return;
            foreach (var row in Fields[message])
            {
                var (name, number, type) = (row[2], int.Parse(row[3], System.Globalization.CultureInfo.InvariantCulture), row[4]);
                if (ours.FindFieldByNumber(number) is { } field && IsSame(message, type, field)) continue;
                Missing.Add($"field {message}.{name}");
            }
        }

        private bool IsSame(string message, string type, FieldDescriptor field)
        {
            type = type.Replace("optional ", "", StringComparison.Ordinal);
            if (type.StartsWith("map<", StringComparison.Ordinal))
            {
                if (!field.IsMap) return false;
                var value = field.MessageType.FindFieldByNumber(2);
                return IsSame(message, type[(type.IndexOf(',', StringComparison.Ordinal) + 1)..^1].Trim(), value);
            }
            var isRepeated = type.StartsWith("repeated ", StringComparison.Ordinal);
            if (isRepeated != field.IsRepeated) return false;
            type = type.Replace("repeated ", "", StringComparison.Ordinal);
            if (type is "string" or "bytes" or "bool" or "int64") return field.FieldType.ToString().Equals(type, StringComparison.OrdinalIgnoreCase);
            if (field.FieldType == FieldType.Enum) return true;
            if (field.FieldType != FieldType.Message) return false;
            Compare(Resolve(message, type), field.MessageType);
            return true;
        }

        /// <summary>A name means what is nearest: in the message itself, then in those around it.</summary>
        private string Resolve(string message, string type)
        {
            for (var around = message; ; around = around[..Math.Max(around.LastIndexOf('.'), 0)])
            {
                var full = around.Length == 0 ? type : $"{around}.{type}";
                if (around.Length == 0 || Fields.Contains(full)) return full;
            }
        }
    }
}

using Plumb.Core.Values;

namespace Plumb.Connections;

/// <summary>Known arguments as what they are in C#; null where one is null, unknown or not there.</summary>
internal static class ArgumentReading
{
    extension(ObjectValue value)
    {
        public string? TextOf(string name) => (value[name] as StringValue)?.Text;

        public bool? FlagOf(string name) => (value[name] as BoolValue)?.IsTrue;

        public long? WholeNumberOf(string name) => value[name] is NumberValue number && number.Number.TryGetInt64(out var whole) ? whole : null;

        /// <summary>The strings of a list; a null among them is null.</summary>
        public IReadOnlyList<string?>? TextsOf(string name) => value[name] is ListValue list ? [.. list.Elements.Select(e => (e as StringValue)?.Text)] : null;

        /// <summary>Written in the configuration, be it unknown yet.</summary>
        public bool IsSet(string name) => value[name] is { IsNull: false };
    }
}

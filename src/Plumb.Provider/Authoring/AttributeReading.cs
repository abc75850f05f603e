using Plumb.Core.Values;

namespace Plumb.Provider.Authoring;

/// <summary>Known attributes of an object as what they are in C#; null where an attribute is null, unknown or not there.</summary>
public static class AttributeReading
{
    extension(ObjectValue value)
    {
        public string? TextOf(string name) => (value[name] as StringValue)?.Text;

        public bool? FlagOf(string name) => (value[name] as BoolValue)?.IsTrue;

        public long? WholeNumberOf(string name) => value[name] is NumberValue number && number.Number.TryGetInt64(out var whole) ? whole : null;

        /// <summary>Written in the configuration, be it unknown yet.</summary>
        public bool IsSet(string name) => value[name] is { IsNull: false };
    }
}

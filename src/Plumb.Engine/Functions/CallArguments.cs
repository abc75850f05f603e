using Plumb.Core.Functions;
using Plumb.Core.Numerics;
using Plumb.Core.Values;

namespace Plumb.Engine.Functions;

/// <summary>Reading the arguments of a call that <see cref="FunctionInvoker"/> has converted and found known.</summary>
internal static class CallArguments
{
    extension(FunctionCall call)
    {
        internal string TextAt(int index) => ((StringValue)call[index].Unmarked).Text;

        internal Number NumberAt(int index) => ((NumberValue)call[index].Unmarked).Number;

        /// <summary>False where the number is no whole number of 64 bits; then <paramref name="problem"/> says so.</summary>
        internal bool TryWholeNumberAt(int index, out long value, out string problem)
        {
            var known = call.NumberAt(index).TryGetInt64(out value);
            problem = known ? "" : $"must be a whole number between {long.MinValue} and {long.MaxValue}";
            return known;
        }

        /// <summary>The result that is not known yet.</summary>
        internal Value UnknownResult() => Value.Unknown(call.ReturnType);
    }

    extension(Value value)
    {
        /// <summary>The number of elements where it is certain; a set with unknown elements may shrink once they are known.</summary>
        internal int? KnownLength() =>
            ValueOperations.Length(value.Unmarked) is NumberValue { Number: var length } && length.TryGetInt32(out var count) ? count : null;

        /// <summary>A quoted text for a message, or what it is where it must not be shown.</summary>
        internal string Shown() => value.Marks switch
        {
            { IsSensitive: true, IsEphemeral: true } => "(ephemeral sensitive value)",
            { IsSensitive: true } => "(sensitive value)",
            { IsEphemeral: true } => "(ephemeral value)",
            _ when value.Unmarked is StringValue { Text: var text } => $"\"{text}\"",
            _ when value.Unmarked is NumberValue { Number: var number } => number.ToString(),
            _ => value.Type.FriendlyName,
        };
    }
}

using Plumb.Core.Values;
using Plumb.Provider.Docker.Engine;
using Plumb.Provider.Validation;

namespace Plumb.Provider.Docker;

/// <summary>A length of time that is not negative.</summary>
internal sealed class DurationValidator : Validator
{
    public override void Check(AttributeCheck check)
    {
        if (check.Value is StringValue { Text: var text } && !GoDuration.TryParse(text, out _)) check.Refuse($"must be a length of time such as \"30s\", \"1m30s\" or \"500ms\", got: \"{text}\".");
    }
}

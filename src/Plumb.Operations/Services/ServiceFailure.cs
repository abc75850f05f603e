using System.Globalization;
using Plumb.Operations.Model;
using Plumb.Operations.Tools;

namespace Plumb.Operations.Services;

/// <summary>Tells of a program that could not enable or disable a service.</summary>
internal static class ServiceFailure
{
    public static void Check(ToolOutcome outcome, string action, string name)
    {
        if (outcome.Succeeded) return;
        throw new OperationException(outcome.Error.Length > 0
            ? string.Create(CultureInfo.InvariantCulture, $"Error when trying to {action} {name}: rc={outcome.ExitCode} {outcome.Error}")
            : string.Create(CultureInfo.InvariantCulture, $"Failure for {action} {name}: rc={outcome.ExitCode} {outcome.Output}"));
    }
}

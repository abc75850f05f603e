using Plumb.Operations.Data;

namespace Plumb.Operations.Model;

/// <summary>Ends an operation with a result, mostly a failed one, wherever it stands. The runner turns it into that result.</summary>
public sealed class OperationException : Exception
{
    public OperationException(string message) : this(OperationResult.Failure(message)) { }

    public OperationException(string message, MapData values) : this(OperationResult.Failure(message) with { Values = values }) { }

    public OperationException(OperationResult result) : base(result.Message) => Result = result;

    public OperationResult Result { get; }
}

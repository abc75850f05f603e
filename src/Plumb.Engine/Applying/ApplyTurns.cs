using Plumb.Engine.Providers;

namespace Plumb.Engine.Applying;

/// <summary>
/// Lets as many changes at once ask their providers as the pool has slots. As many again are made ready meanwhile: they have
/// written down what they are about to do, and take up a slot that comes free without waiting for the journal.
/// </summary>
internal sealed class ApplyTurns(ProviderPool pool)
{
    private readonly SemaphoreSlim _ready = new(pool.Parallelism, pool.Parallelism);

    /// <summary>Returns when a change may be made ready.</summary>
    public async ValueTask<ApplyTurn> PrepareAsync(CancellationToken cancellation)
    {
        await _ready.WaitAsync(cancellation).ConfigureAwait(false);
        return new ApplyTurn(_ready, pool.Slots);
    }
}

/// <summary>The turn of one change, from its being made ready to its end.</summary>
internal sealed class ApplyTurn(SemaphoreSlim ready, SemaphoreSlim slots) : IDisposable
{
    private bool _hasEnded;

    /// <summary>Whether the provider may be asked.</summary>
    public bool HasCome { get; private set; }

    /// <summary>Returns when the turn has come. A second time it returns at once.</summary>
    public async ValueTask ComeAsync(CancellationToken cancellation)
    {
        if (HasCome) return;
        await slots.WaitAsync(cancellation).ConfigureAwait(false);
        HasCome = true;
        ready.Release();
    }

    /// <summary>The provider is not asked any more; what is left to do takes nobody's turn.</summary>
    public void End()
    {
        if (_hasEnded) return;
        _hasEnded = true;
        (HasCome ? slots : ready).Release();
    }

    public void Dispose() => End();
}

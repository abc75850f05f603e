using Plumb.Engine.Providers;

namespace Plumb.Engine.Applying;

/// <summary>
/// The turn of one change, from its being made ready to its end. As many changes at once ask their providers as the pool has slots.
/// As many again are ready: they have written down what they are about to do, and take up a slot that comes free without waiting
/// for the journal.
/// </summary>
internal sealed class ApplyTurn : IDisposable
{
    private readonly ProviderPool _pool;

    private ApplyTurn(ProviderPool pool) => _pool = pool;

    /// <summary>Whether the provider may be asked.</summary>
    public bool HasCome { get; private set; }

    /// <summary>Returns when a change may be made ready.</summary>
    public static async ValueTask<ApplyTurn> PrepareAsync(ProviderPool pool, CancellationToken cancellation)
    {
        await pool.Ready.WaitAsync(cancellation).ConfigureAwait(false);
        return new ApplyTurn(pool);
    }

    /// <summary>Returns when the turn has come. A second time it returns at once.</summary>
    public async ValueTask ComeAsync(CancellationToken cancellation)
    {
        if (HasCome) return;
        await _pool.Slots.WaitAsync(cancellation).ConfigureAwait(false);
        HasCome = true;
        _pool.Ready.Release();
    }

    public void Dispose() => (HasCome ? _pool.Slots : _pool.Ready).Release();
}

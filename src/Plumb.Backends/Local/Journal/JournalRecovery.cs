using System.Globalization;
using System.Text;
using System.Text.Json;
using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Engine.State;
using Plumb.Engine.State.Format;
using Plumb.Engine.State.Model;

namespace Plumb.Backends.Local.Journal;

/// <summary>
/// Makes of a stored state and the journal that a killed run left beside it the state as that run knew it last, and
/// tells which changes nobody knows the outcome of.
/// </summary>
internal sealed class JournalRecovery
{
    private readonly Dictionary<(string Address, string? Deposed), OpenIntent> _open = [];
    private readonly Dictionary<(string Address, string? Deposed), OpenIntent> _ahead = [];
    private bool _isOfThisBoot;
    private StateDocument _state;
    private int _outcomes;

    private JournalRecovery(StateDocument state) => _state = StateCopy.Of(state);

    public static JournalReplay Replay(string path, StateDocument stored, DiagnosticBag diagnostics)
    {
        var records = JournalRecord.ReadAll(File.ReadAllBytes(path)).ToArray();
        var header = Array.FindIndex(records, r => r.Kind == JournalRecordKind.Header);
        // Cut off before it began to say anything: nothing had been done by then.
        if (header < 0) return new JournalReplay(JournalFate.Superfluous, stored, []);
        try
        {
            var fate = FateOf(records[header], stored);
            if (fate == JournalFate.Foreign)
            {
                diagnostics.Add(Foreign(records[header], stored, path));
                return new JournalReplay(fate, stored, []);
            }
            var recovery = new JournalRecovery(stored);
            foreach (var record in records) recovery.Add(record);
            recovery.TakeAhead();
            if (fate == JournalFate.Superfluous) recovery._state = stored;
            recovery.CloseKnown();
            return fate == JournalFate.Replayed ? recovery.Replayed(path, diagnostics) : recovery.Superfluous(diagnostics);
        }
        catch (Exception e) when (e is FormatException or OverflowException or JsonException or InvalidOperationException)
        {
            diagnostics.Add(new Diagnostic(StateRules.NotRead, null, $"The journal {path} that an interrupted run left cannot be used: {e.Message}.")
            {
                Help = "It may tell of objects that the state does not have. Look through it, then move it away.",
            });
            return new JournalReplay(JournalFate.Unusable, stored, []);
        }
    }

    private JournalReplay Replayed(string path, DiagnosticBag diagnostics)
    {
        Report(path, diagnostics);
        return new JournalReplay(JournalFate.Replayed, _state, Unanswered());
    }

    /// <summary>The stored state has every outcome, but an object that nobody answered for is in no state.</summary>
    private JournalReplay Superfluous(DiagnosticBag diagnostics)
    {
        var unanswered = Unanswered();
        foreach (var intent in unanswered) diagnostics.Add(Warning(intent));
        return new JournalReplay(JournalFate.Superfluous, _state, unanswered);
    }

    /// <summary>
    /// What had been written ahead and not begun was never asked for. After the machine itself went down nobody knows, since
    /// only what had been written ahead was flushed.
    /// </summary>
    private void TakeAhead()
    {
        if (_isOfThisBoot) return;
        foreach (var (key, intent) in _ahead) _open.TryAdd(key, intent);
    }

    /// <summary>
    /// A create whose instance has a current object had not been asked for yet, since the old one is put aside first,
    /// or the object has been imported since.
    /// </summary>
    private void CloseKnown()
    {
        foreach (var (key, intent) in _open.ToArray())
        {
            if (intent.Action == OpenIntent.Create && AddressParser.TryParseInstance(intent.Address, out var address, out _)
                && _state.Resources.GetValueOrDefault(address.Resource)?.Instances.GetValueOrDefault(address.Key)?.Current is not null)
                _open.Remove(key);
        }
    }

    private OpenIntent[] Unanswered() => [.. _open.Values.Where(i => i.Action == OpenIntent.Create).OrderBy(i => i.Address, StringComparer.Ordinal)];

    /// <summary>A state that was written after the journal began has everything in it.</summary>
    private static JournalFate FateOf(JournalRecord header, StateDocument stored)
    {
        var serial = long.Parse(Encoding.ASCII.GetString(header.Body.Span), CultureInfo.InvariantCulture);
        if (header.Subject == stored.Lineage) return serial == stored.Serial ? JournalFate.Replayed : JournalFate.Superfluous;
        return header.Subject.Length == 0 ? JournalFate.Superfluous : JournalFate.Foreign;
    }

    private static Diagnostic Foreign(JournalRecord header, StateDocument stored, string path) => new(StateRules.ForeignJournal, null,
        $"{path} was left by an interrupted run on a state with the lineage \"{header.Subject}\", and the present state's is \"{stored.Lineage}\". It is not used, and set aside as {path}.orphaned before the next is begun.")
    {
        Help = "If objects are missing from the state, restore the state that the journal belongs to.",
    };

    private void Add(JournalRecord record)
    {
        switch (record.Kind)
        {
            case JournalRecordKind.Baseline:
                var (lineage, serial) = (_state.Lineage, _state.Serial);
                _state = StateReader.Read(record.Body, "the journal", []) ?? throw new FormatException("the state it starts from cannot be read");
                (_state.Lineage, _state.Serial) = (lineage, serial);
                break;
            case JournalRecordKind.Intent:
                var intent = IntentFormat.Read(record.Subject, record.Body);
                (intent.IsAhead ? _ahead : _open)[(intent.Address, intent.DeposedKey)] = intent;
                break;
            case JournalRecordKind.Boot:
                _isOfThisBoot = record.Subject == BootId.Current();
                break;
            case JournalRecordKind.Begun:
                var deposed = record.Body.IsEmpty ? null : Encoding.UTF8.GetString(record.Body.Span);
                if (_ahead.Remove((record.Subject, deposed), out var begun)) _open[(begun.Address, begun.DeposedKey)] = begun;
                break;
            case JournalRecordKind.Outcome:
                AddOutcome(record);
                break;
        }
    }

    private void AddOutcome(JournalRecord record)
    {
        if (!AddressParser.TryParseInstance(record.Subject, out var address, out var error)) throw new FormatException($"\"{record.Subject}\" is no address: {error}");
        var instance = OutcomeFormat.Apply(_state, address, record.Body);
        _outcomes++;
        foreach (var (key, intent) in _open.ToArray())
        {
            if (intent.Address != record.Subject) continue;
            // The old object was put aside for the new one, which is still to come.
            if (intent.Action == OpenIntent.Create && instance is { Current: null }) continue;
            _open.Remove(key);
        }
    }

    private void Report(string path, DiagnosticBag diagnostics)
    {
        if (_outcomes > 0)
            diagnostics.Add(StateRules.Recovered, null, string.Create(CultureInfo.InvariantCulture,
                $"The last run ended before it could write the state. {_outcomes} change(s) that it had made were taken from its journal, {path}."));
        foreach (var intent in _open.Values.OrderBy(i => i.Address, StringComparer.Ordinal)) diagnostics.Add(Warning(intent));
    }

    private static Diagnostic Warning(OpenIntent intent)
    {
        var subject = intent.DeposedKey is { } key ? $"{intent.Address} (deposed object {key})" : intent.Address;
        var (detail, help) = intent.Action switch
        {
            OpenIntent.Create => ("A create was under way when the last run ended, and no answer was recorded: the object may or may not exist, and the state does not have it.",
                "Look for it. If it exists, import it, or delete it by hand; else a further apply creates it. This is said until an apply has run to its end."),
            OpenIntent.Delete => ("A delete was under way when the last run ended, and no answer was recorded: the object may or may not exist. The state still has it.",
                "The next refresh tells."),
            _ => ($"An {intent.Action} was under way when the last run ended, and no answer was recorded. The state has the object as it was before.",
                "The next refresh tells what became of it."),
        };
        return new Diagnostic(StateRules.Interrupted, null, $"{subject}: {detail} Its provider is {intent.Provider}.") { Address = intent.Address, Help = help };
    }
}

internal enum JournalFate
{
    /// <summary>What it says is in the state that comes with it.</summary>
    Replayed,

    /// <summary>The stored state has it all.</summary>
    Superfluous,

    /// <summary>It belongs to another state.</summary>
    Foreign,

    Unusable,
}

/// <param name="Unanswered">Creates that were asked for and never answered: their objects may exist and be in no state.</param>
internal sealed record JournalReplay(JournalFate Fate, StateDocument State, IReadOnlyList<OpenIntent> Unanswered);

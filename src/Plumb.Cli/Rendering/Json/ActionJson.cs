using System.Text.Json;
using Plumb.Core.Values;
using Plumb.Engine.Configuration.Model;
using Plumb.Engine.Planning.Model;

namespace Plumb.Cli.Rendering.Json;

/// <summary>Actions in plans and messages.</summary>
internal static class ActionJson
{
    /// <summary>The action, after the object that sets it off where one does.</summary>
    public static string Label(ActionInvocation action) => action.Cause is { } cause ? $"{cause.Object} ({cause.TriggerIndex}): {action.Address}" : action.Address.ToString();

    public static string Event(ActionEvent moment) => moment switch
    {
        ActionEvent.BeforeCreate => "before_create",
        ActionEvent.AfterCreate => "after_create",
        ActionEvent.BeforeUpdate => "before_update",
        ActionEvent.AfterUpdate => "after_update",
        ActionEvent.BeforeDestroy => "before_destroy",
        _ => "after_destroy",
    };

    /// <summary>One of a plan, as <c>show -json</c> has it.</summary>
    public static void Write(Utf8JsonWriter json, ActionInvocation action)
    {
        var name = action.Address.Resource.Resource;
        json.WriteStartObject();
        json.WriteString("address", action.Address.ToString());
        json.WriteString("type", name.Type);
        json.WriteString("name", name.Name);
        ValueShapes.WriteAttributes(json, "config_values", WithoutEphemeral(action.Config));
        json.WritePropertyName("config_sensitive");
        ValueShapes.WriteSensitive(json, action.Config);
        json.WritePropertyName("config_unknown");
        ValueShapes.WriteUnknown(json, action.Config);
        json.WriteString("provider_name", action.Provider.Provider.ToString());
        if (action.Cause is { } cause)
        {
            json.WriteStartObject("lifecycle_action_trigger");
            json.WriteString("triggering_resource_address", cause.Object.ToString());
            json.WriteString("action_trigger_event", cause.Event.ToString());
            json.WriteNumber("action_trigger_block_index", cause.TriggerIndex);
            json.WriteNumber("actions_list_index", cause.ActionIndex);
            json.WriteEndObject();
        }
        else
        {
            json.WriteStartObject("invoke_action_trigger");
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    /// <summary>What sets an action off, in messages.</summary>
    public static void WriteCause(Utf8JsonWriter json, ActionCause cause)
    {
        AddressJson.WriteResource(json, "resource", cause.Object);
        json.WriteString("trigger_event", cause.Event.ToString());
        json.WriteNumber("trigger_index", cause.TriggerIndex);
        json.WriteNumber("actions_index", cause.ActionIndex);
    }

    private static Value WithoutEphemeral(Value value) => value.ContainsMarked
        ? ValueOperations.Transform(value, static (_, part) => part.Marks.IsEphemeral ? Value.Null(part.Type) : part)
        : value;
}

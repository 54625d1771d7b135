namespace Layers.AspNetCore;

/// <summary>The form of a model: its fields, and how what is entered becomes a row.</summary>
internal abstract class ModelForm
{
    // A page of more is no help to anybody.
    private const int MostFields = 500;

    /// <summary>The fields, in the order of the model.</summary>
    public abstract IReadOnlyList<FormField> Fields { get; }

    /// <summary>The form of a model.</summary>
    /// <param name="loaded">The model.</param>
    /// <param name="options">How it is served.</param>
    /// <param name="why">Why there is no form; null where there is one.</param>
    public static ModelForm? Of(LoadedModel loaded, ServedModelOptions options, out string? why)
    {
        why = null;
        var fields = loaded.Plan?.Columns.Count ?? loaded.Model.Inputs.Count;
        if (RecordEndpoint.WithoutNumbers(loaded) is { } output) why = Problem.LineOf(Throw.NoNumbers(output));
        else if (fields > MostFields)
            why = $"A form would have {Figures.Count(fields)} fields, and has at most {Figures.Count(MostFields)}. Send records as JSON.";
        if (why is not null) return null;
        return loaded.Plan is { } plan ? new ColumnForm(plan, options) : new TensorForm(loaded.Model.Inputs);
    }

    /// <summary>Reads a row.</summary>
    /// <param name="entered">What was entered.</param>
    public abstract FormRow Read(EnteredValues entered);
}

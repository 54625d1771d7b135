namespace Layers.AspNetCore;

/// <summary>The form of a model: its fields, and the conversion of entered values to a row.</summary>
internal abstract class ModelForm
{
    // A page with more fields is too long to use.
    private const int MostFields = 500;

    /// <summary>The fields, in the order of the model.</summary>
    public abstract IReadOnlyList<FormField> Fields { get; }

    /// <summary>Returns the form of a model.</summary>
    /// <param name="loaded">The model.</param>
    /// <param name="options">The options of the served model.</param>
    /// <param name="why">The reason why there is no form; null if there is one.</param>
    public static ModelForm? Of(LoadedModel loaded, ServedModelOptions options, out string? why)
    {
        why = null;
        var fields = loaded.Plan?.Columns.Length ?? loaded.Model.Inputs.Count;
        if (RecordEndpoint.WithoutNumbers(loaded) is { } output) why = Problem.LineOf(Throw.NoNumbers(output));
        else if (fields > MostFields)
            why = $"A form would have {Figures.Count(fields)} fields, and the limit is {Figures.Count(MostFields)}. Send records as JSON.";
        if (why is not null) return null;
        return loaded.Plan is { } plan ? new ColumnForm(plan, options) : new TensorForm(loaded.Model.Inputs);
    }

    /// <summary>Reads a row.</summary>
    /// <param name="entered">The entered values.</param>
    public abstract FormRow Read(EnteredValues entered);
}

namespace Layers.AspNetCore;

/// <summary>The content of a model's page.</summary>
/// <param name="Model">The name of the model.</param>
/// <param name="Address">The address of the page.</param>
/// <param name="Loaded">The version of the model; the caller has entered it.</param>
/// <param name="Form">The form; null for none.</param>
internal sealed record ModelView(string Model, PageAddress Address, LoadedModel Loaded, ModelForm? Form)
{
    /// <summary>The id of the answer in the page.</summary>
    public const string Answer = "answer";

    /// <summary>The reason why there is no form; null if there is one.</summary>
    public string? WhyNoForm { get; init; }

    /// <summary>Whether other models have pages.</summary>
    public bool HasOthers { get; init; }

    /// <summary>The entered values; null for none.</summary>
    public EnteredValues? Entered { get; init; }

    /// <summary>The entered row; null for none.</summary>
    public FormRow? Row { get; init; }

    /// <summary>The problem that prevented the prediction, other than faults of fields; null for none.</summary>
    public Problem? Problem { get; init; }

    /// <summary>The prediction; null for none.</summary>
    public Prediction? Prediction { get; init; }

    /// <summary>The differences from training; null if the file of the model has no information about the training data, or if nothing was
    /// predicted.</summary>
    public IReadOnlyList<Finding>? Findings { get; init; }

    /// <summary>Returns the error of a field; null for none.</summary>
    public string? ErrorOf(string field) => Row?.Errors.GetValueOrDefault(field);

    /// <summary>Returns the differences from training in a field.</summary>
    public IEnumerable<string> FindingsOf(string field) =>
        (Findings ?? []).Where(finding => finding.Column == field).Select(finding => finding.Text);
}

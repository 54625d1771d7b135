namespace Layers.AspNetCore;

/// <summary>What is on the page of a model.</summary>
/// <param name="Model">What the model is called.</param>
/// <param name="Address">Where the page is.</param>
/// <param name="Loaded">The version of the model; entered while the page is written.</param>
/// <param name="Form">The form; null where there is none.</param>
internal sealed record ModelView(string Model, PageAddress Address, LoadedModel Loaded, ModelForm? Form)
{
    /// <summary>What the place of the answer is called on the page.</summary>
    public const string Answer = "answer";

    /// <summary>Why there is no form; null where there is one.</summary>
    public string? WhyNoForm { get; init; }

    /// <summary>Whether there are pages of other models.</summary>
    public bool HasOthers { get; init; }

    /// <summary>What was entered; null for nothing.</summary>
    public EnteredValues? Entered { get; init; }

    /// <summary>The row that was entered; null for none.</summary>
    public FormRow? Row { get; init; }

    /// <summary>Why there is no prediction, beside what is wrong with fields; null for nothing.</summary>
    public Problem? Problem { get; init; }

    /// <summary>The prediction; null for none.</summary>
    public Prediction? Prediction { get; init; }

    /// <summary>What is unlike training; null where the model knows nothing of training, or where nothing was predicted.</summary>
    public IReadOnlyList<Finding>? Findings { get; init; }

    /// <summary>What is wrong with a field; null for nothing.</summary>
    public string? ErrorOf(string field) => Row?.Errors.GetValueOrDefault(field);

    /// <summary>What in a field is unlike training.</summary>
    public IEnumerable<string> FindingsOf(string field) =>
        (Findings ?? []).Where(finding => finding.Column == field).Select(finding => finding.Text);
}

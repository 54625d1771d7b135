namespace Layers.Tests;

/// <summary>The fault of a record is given to programs as properties, and to the sender as a separate text.</summary>
public sealed class RecordDetailTests
{
    private static readonly Model s_model = RecordModels.Species();

    [TestCase("""{"Year": 2008, "Island": "Dream"}""",
        "The record has no 'Mass (g)'. Add it, with null for a missing value. The model takes {0}; names match exactly.",
        "To treat it as missing, predict with PredictOptions.MissingNames = NamePolicy.AsMissing.")]
    [TestCase("""{"Year": 2008, "island": "Dream", "Mass (g)": 1}""",
        "The record has 'island', which the model does not take. Did you mean 'Island'? Leave it out. The model takes {0}; " +
        "names match exactly.",
        "To ignore it, predict with PredictOptions.UnknownNames = NamePolicy.Ignore.")]
    [TestCase("""{"Year": null, "Island": "Dream", "Mass (g)": 1}""",
        "The record has no value for 'Year', and none was missing when the model learned, so it cannot predict with a missing one. " +
        "Give a number.",
        "Or train the model with an Imputation.")]
    [TestCase("""{"Year": 2008, "Island": 7, "Mass (g)": 1}""", "The record has the number 7 for 'Island', which takes a text.", "")]
    [TestCase("[]", "A record must be a JSON object with a value for each column. Received an array.",
        "For several records, call PredictJsonArray.")]
    public void TheMessage_IsTheDetail_WithTheModelAndWhatProgramsCanDo(string json, string detail, string inCode)
    {
        var columns = string.Join(", ", s_model.Signature.Inputs.Select(column => $"'{column.Name}'"));
        detail = detail.Replace("{0}", columns, StringComparison.Ordinal);
        var fault = Assert.Throws<RecordException>(() => s_model.PredictJson(json))!;
        Assert.That(fault.Detail, Is.EqualTo(detail));
        Assert.That(fault.Message, Is.EqualTo($"{s_model}: {char.ToLowerInvariant(detail[0])}{detail[1..]} {inCode}".TrimEnd()));
    }

    [Test]
    public void TheMessageOfSomebodyElse_IsTheDetail() => Assert.That(new RecordException("Not so.").Detail, Is.EqualTo("Not so."));

    [OneTimeTearDown]
    public void Free() => s_model.Dispose();
}

using System.Text.Json;

namespace Layers;

/// <summary>Writes predictions as members of a JSON object: <c>"label":"Adelie","probability":0.987,"probabilities":{…}</c>,
/// <c>"value":15.7</c>, or one object of this form for each output.</summary>
internal static class PredictionJson
{
    private const string Value = "value", Values = "values", Label = "label", Labels = "labels", Probability = "probability",
        Probabilities = "probabilities";

    /// <summary>The member names that the prediction of a single output may have.</summary>
    public static IReadOnlyList<string> Members { get; } = [Value, Values, Label, Labels, Probability, Probabilities];

    /// <summary>Writes the members of the prediction for a row.</summary>
    public static void Write(Utf8JsonWriter json, IReadOnlyList<ModelOutput> outputs, Prediction answer)
    {
        if (outputs is [var only])
        {
            Write(json, only, answer);
            return;
        }
        foreach (var output in outputs)
        {
            json.WriteStartObject(output.Name);
            Write(json, output, answer[output.Name]);
            json.WriteEndObject();
        }
    }

    /// <summary>Whether a row may have several labels.</summary>
    public static bool IsOfSeveralLabels(ModelOutput output) => output.Classes is not null && output.Scale.IsOfSeveralLabels(output.Units);

    /// <summary>Whether the numbers of a row belong to one label or to separate labels. This is false if the output has several
    /// steps.</summary>
    public static bool HasLabel(ModelOutput output) =>
        output.Classes is { } classes && (output.Units == classes.Count || (output.Units == 1 && classes.Count == 2));

    /// <summary>Writes a number. A number that JSON cannot express is written as the word that files of this library use.</summary>
    public static void WriteNumber(Utf8JsonWriter json, float number)
    {
        if (float.IsFinite(number)) json.WriteNumberValue(number);
        else json.WriteStringValue(JsonNumbers.WordOf(number));
    }

    /// <inheritdoc cref="WriteNumber(Utf8JsonWriter, float)"/>
    public static void WriteNumber(Utf8JsonWriter json, double number)
    {
        if (double.IsFinite(number)) json.WriteNumberValue(number);
        else json.WriteStringValue(JsonNumbers.WordOf(number));
    }

    private static void Write(Utf8JsonWriter json, ModelOutput output, Prediction answer)
    {
        if (!HasLabel(output))
        {
            WriteValues(json, output, answer);
            return;
        }
        var several = IsOfSeveralLabels(output);
        if (several)
        {
            json.WriteStartArray(Labels);
            foreach (var label in answer.Labels()) json.WriteStringValue(label);
            json.WriteEndArray();
        }
        else
        {
            json.WriteString(Label, answer.Label);
        }
        if (!output.Scale.HasProbabilities()) return;
        var probabilities = answer.Probabilities();
        if (!several)
        {
            json.WritePropertyName(Probability);
            WriteNumber(json, answer.Probability);
        }
        json.WriteStartObject(Probabilities);
        for (var i = 0; i < probabilities.Length; i++)
        {
            json.WritePropertyName(output.Classes![i]);
            WriteNumber(json, probabilities[i]);
        }
        json.WriteEndObject();
    }

    private static void WriteValues(Utf8JsonWriter json, ModelOutput output, Prediction answer)
    {
        if (output.Units == 1)
        {
            json.WritePropertyName(Value);
            WriteNumber(json, answer.Value);
            return;
        }
        json.WriteStartArray(Values);
        foreach (var value in answer.Values) WriteNumber(json, value);
        json.WriteEndArray();
    }
}

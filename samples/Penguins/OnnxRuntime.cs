using System.Text.Json;
using Layers;
using Microsoft.ML.OnnxRuntime;

namespace Penguins;

/// <summary>The exported file in plain ONNX Runtime, as a program in any language can run it. Words go in unchanged.</summary>
public static class OnnxRuntime
{
    public static string Ask(string path, string json, ModelSignature signature)
    {
        using var record = JsonDocument.Parse(json);
        using var session = new InferenceSession(path);
        using var options = new RunOptions();
        OrtValue[] inputs = [.. session.InputNames.Select(name => InputOf(record.RootElement.GetProperty(name), session.InputMetadata[name].ElementType))];
        using var results = session.Run(options, session.InputNames, inputs, session.OutputNames);
        var probabilities = results[0].GetTensorDataAsSpan<float>();
        var place = 0;
        for (var i = 1; i < probabilities.Length; i++)
            if (probabilities[i] > probabilities[place]) place = i;
        foreach (var input in inputs) input.Dispose();
        return signature.Outputs[0].Classes![place];
    }

    // A missing number is NaN, and a missing text is the empty text.
    private static OrtValue InputOf(JsonElement value, Type type)
    {
        if (type == typeof(string))
        {
            var text = OrtValue.CreateTensorWithEmptyStrings(OrtAllocator.DefaultInstance, [1, 1]);
            text.StringTensorSetElementAt(value.GetString() ?? "", 0);
            return text;
        }
        var number = value.ValueKind == JsonValueKind.Null ? double.NaN : value.GetDouble();
        return type == typeof(double) ? OrtValue.CreateTensorValueFromMemory([number], [1, 1])
            : type == typeof(long) ? OrtValue.CreateTensorValueFromMemory([(long)number], [1, 1])
            : OrtValue.CreateTensorValueFromMemory([(float)number], [1, 1]);
    }
}

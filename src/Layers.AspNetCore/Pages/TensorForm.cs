namespace Layers.AspNetCore;

/// <summary>The form of a model whose features have no names: a field for each input, which takes an array of numbers.</summary>
internal sealed class TensorForm(IReadOnlyList<Input> inputs) : ModelForm
{
    private const int MostLines = 3;

    public override IReadOnlyList<FormField> Fields { get; } = [.. inputs.Select((input, place) =>
        new FormField(input.Name, place, Hint(input)) { IsRequired = true, Lines = input.Shape.Rank == 1 ? 1 : MostLines })];

    public override FormRow Read(EnteredValues entered)
    {
        var errors = new Dictionary<string, string>(StringComparer.Ordinal);
        var others = entered.Names.Where(name => inputs.All(input => input.Name != name))
            .Select(name => $"There is no input '{Figures.Name(name)}'.{Nearest.Hint(name, inputs.Select(input => input.Name))}").ToList();
        var tensors = new TensorData[inputs.Count];
        for (var i = 0; i < tensors.Length; i++)
        {
            try
            {
                tensors[i] = TensorRows.ReadRow(inputs[i], Json(inputs[i], entered[inputs[i].Name] ?? ""));
            }
            catch (BodyException fault)
            {
                errors.Add(inputs[i].Name, Problem.LineOf(fault));
            }
        }
        return new FormRow(tensors, errors, others);
    }

    // The brackets around the numbers of a row are optional.
    private static string Json(Input input, string text) =>
        input.Shape.Rank == 2 && text.TrimStart() is not ['[', ..] ? $"[{text}]" : text;

    private static string Hint(Input input)
    {
        var text = input.Type == DType.String ? "texts in double quotes" : input.Type == DType.Bool ? "values, true or false"
            : input.Type.IsInteger() ? "whole numbers" : "numbers";
        return input.Shape.Rank switch
        {
            1 => $"One of {text}.",
            2 => $"{input.Shape[1]} {text} with commas between them.",
            _ => $"An array of [{string.Join(", ", input.Shape.Skip(1))}] {text}, as JSON writes it.",
        };
    }
}

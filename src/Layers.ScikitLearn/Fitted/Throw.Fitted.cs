using System.Globalization;

namespace Layers.ScikitLearn;

internal static partial class Throw
{
    public static ArgumentException NoColumns(KerasTensor tensor) =>
        new($"{tensor} has no columns: they are the last of two or more axes, (batch, …, columns), and their number must be known. " +
            "Set it in the input.", nameof(tensor));

    public static InvalidDataException NeverFitted(FittedFields fields, string field) =>
        new($"{fields.File} holds a {fields.ClassName} that was never fitted: it has no {field}. Call fit in Python, and save it again.");

    public static InvalidDataException MissingField(FittedFields fields, string field) =>
        new($"{fields.File}: the {fields.ClassName}{Of(fields.Release)} has no {field}, " +
            $"which every release from 0.22 to {FittedObjects.LastKnown} has. " +
            "Save it with one of these releases.");

    public static InvalidDataException WrongField(FittedFields fields, string field, string expected, object? received) =>
        new($"{fields.File}: {field} of the {fields.ClassName}{Of(fields.Release)} must be {expected}. Received {Described(received)}.");

    public static InvalidDataException FieldOfOtherWidth(FittedFields fields, string field, int width, int received) =>
        new($"{fields.File}: {field} of the {fields.ClassName} has {Figures.Count(received, "value")}, " +
            $"and it was fitted on {Invariant(width)} {Figures.Plural(width, "column")}. " +
            "The file is damaged, or was changed by hand.");

    public static InvalidDataException FieldsDiffer(FittedFields fields, string rule) =>
        new($"{fields.File}: {rule} in the {fields.ClassName}{Of(fields.Release)}. The file is damaged, or was changed by hand.");

    public static InvalidDataException TooManyObjects(string file, int deep, int many) =>
        new($"{file}: fitted objects are nested more than {Invariant(deep)} deep, or there are more than {Invariant(many)}. " +
            "The file is damaged or malicious.");

    public static NotSupportedException Setting(FittedFields fields, string setting, string reason) =>
        new($"{fields.File}: the {fields.ClassName} has {setting}, for which there is no layer: {reason}");

    public static NotSupportedException NoCounterpart(string file, string what, string todo) =>
        new($"{file} holds {what}, for which Layers has no equivalent. {todo}");

    public static NotSupportedException FinalEstimator(FittedFields fields, string step, PickledName type) =>
        new($"{fields.File}: the last step of the Pipeline, '{step}', is a {type.Name} ({type.Module}), which predicts, " +
            "and Layers has no equivalent of it. Save pipeline[:-1], the steps before it.");

    public static NotSupportedException NothingButPassthrough(FittedFields fields) =>
        new($"{fields.File}: no step of the Pipeline changes anything, so there is no layer for it. Leave it out.");

    public static InvalidDataException DamagedModel(string file, string className, Exception cause) =>
        new($"{file}: the Keras model that it holds, a {className}, cannot be opened. {cause.Message}", cause);

    public static InvalidOperationException IsKerasModel(ScikitLearnFile file) =>
        new($"{file.Path} holds a Keras model, a {file.ClassName}, and not an object of scikit-learn. Open it with OpenModel().");

    public static InvalidOperationException NoKerasModel(ScikitLearnFile file) =>
        new($"{file.Path} holds a {file.ClassName} of scikit-learn, and not a Keras model. Use ToModel().");

    public static NotSupportedException NoInverse(FittedObject fitted) => new(fitted.NoInverse);

    public static ArgumentException WrongWidth(FittedObject fitted, int expected, int received) =>
        new($"A {fitted.ClassName} of {Invariant(expected)} {Figures.Plural(expected, "column")} was given {Invariant(received)}. " +
            "Give it the columns that it was fitted on, in their order.");

    public static string Invariant(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);

    /// <summary>Describes a value of a pickle in Python's words.</summary>
    public static string Described(object? value) => value switch
    {
        null => "None",
        bool flag => flag ? "True" : "False",
        string text => $"'{(text.Length > 60 ? text[..60] + "…" : text)}'",
        IFormattable number => Invariant(number),
        NumpyArray array => $"an array of {array.Type}, ({string.Join(", ", array.Shape)})",
        PickledObject other => $"an object of {other.Type}",
        PickledName name => name.ToString(),
        PickledDictionary dictionary => $"a dictionary of {Invariant(dictionary.Entries.Count)}",
        byte[] bytes => $"{Figures.Count(bytes.Length, "byte")}",
        IReadOnlyList<object?> list => $"a list of {Invariant(list.Count)}",
        _ => value.GetType().Name,
    };

    private static string Of(string? release) => release is null ? "" : $" of scikit-learn {release}";
}

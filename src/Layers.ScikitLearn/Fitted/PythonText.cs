using System.Globalization;

namespace Layers.ScikitLearn;

/// <summary>Formats values as Python's <c>str</c> does, for names of columns.</summary>
internal static class PythonText
{
    public static string Of(object? value) => value switch
    {
        null => "None",
        bool flag => flag ? "True" : "False",
        double number => Of(number),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    // The shortest digits that read back as the same number, as in .NET. Python uses an exponent below 1e-4 and from 1e16 on.
    public static string Of(double number)
    {
        if (double.IsNaN(number)) return "nan";
        if (double.IsInfinity(number)) return number > 0 ? "inf" : "-inf";
        var size = Math.Abs(number);
        if (size != 0 && (size < 1e-4 || size >= 1e16))
        {
            var text = number.ToString("E16", CultureInfo.InvariantCulture);
            var exponent = int.Parse(text[(text.IndexOf('E', StringComparison.Ordinal) + 1)..], CultureInfo.InvariantCulture);
            var digits = Digits(number);
            var sign = number < 0 ? "-" : "";
            var fraction = digits.Length > 1 ? "." + digits[1..] : "";
            return string.Create(CultureInfo.InvariantCulture,
                $"{sign}{digits[0]}{fraction}e{(exponent < 0 ? "-" : "+")}{Math.Abs(exponent):00}");
        }
        var plain = number.ToString("R", CultureInfo.InvariantCulture);
        if (plain.Contains('E', StringComparison.Ordinal)) plain = ((decimal)number).ToString(CultureInfo.InvariantCulture);
        return plain.Contains('.', StringComparison.Ordinal) ? plain : plain + ".0";
    }

    private static string Digits(double number)
    {
        var text = Math.Abs(number).ToString("R", CultureInfo.InvariantCulture);
        var end = text.IndexOf('E', StringComparison.Ordinal);
        var digits = (end < 0 ? text : text[..end]).Replace(".", "", StringComparison.Ordinal).Trim('0');
        return digits.Length == 0 ? "0" : digits;
    }
}

using System.Globalization;

namespace Layers;

/// <summary>Formats numbers as Python does, for messages and files that must look like Keras's.</summary>
internal static class PythonText
{
    /// <summary>Returns the shortest text that Python reads as the same float: <c>0.1</c>, <c>1e-05</c>, <c>2.0</c>, <c>nan</c>.</summary>
    public static string Of(double number)
    {
        if (double.IsNaN(number)) return "nan";
        if (double.IsInfinity(number)) return number > 0 ? "inf" : "-inf";
        var text = number.ToString("E16", CultureInfo.InvariantCulture);
        var exponent = int.Parse(text.AsSpan(text.IndexOf('E') + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var shortest = number.ToString("R", CultureInfo.InvariantCulture);
        if (number != 0 && exponent is < -4 or >= 16)
        {
            // Python's exponents have two digits or more, and its mantissas no trailing zero.
            var digits = shortest.Split('E')[0].Replace(".", "", StringComparison.Ordinal).Trim('-').Trim('0');
            var mantissa = digits.Length == 1 ? digits : $"{digits[0]}.{digits.AsSpan(1)}";
            return $"{(number < 0 ? "-" : "")}{mantissa}e{(exponent < 0 ? '-' : '+')}" +
            Math.Abs(exponent).ToString("00", CultureInfo.InvariantCulture);
        }
        if (shortest.Contains('E')) shortest = ((decimal)number).ToString(CultureInfo.InvariantCulture);
        return shortest.Contains('.') ? shortest : shortest + ".0";
    }

    /// <summary>Returns a number in one of Python's formats: <c>02d</c>, <c>.2f</c>, <c>.3e</c>; null for any other format.</summary>
    public static string? Formatted(double number, string format)
    {
        if (format.Length == 0) return Of(number);
        var (kind, width) = (format[^1], format[..^1]);
        var precision = 6;
        if (width.IndexOf('.') is >= 0 and var dot)
        {
            if (!int.TryParse(width.AsSpan(dot + 1), NumberStyles.None, CultureInfo.InvariantCulture, out precision)) return null;
            width = width[..dot];
        }
        if (width.Length > 0 && !int.TryParse(width, NumberStyles.None, CultureInfo.InvariantCulture, out _)) return null;
        var text = kind switch
        {
            'd' => number.ToString("F0", CultureInfo.InvariantCulture),
            'f' => number.ToString("F" + precision.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture),
            'e' => number.ToString((precision == 0 ? "0" : "0." + new string('0', precision)) + "e+00", CultureInfo.InvariantCulture),
            _ => null,
        };
        return text?.PadLeft(width.Length == 0 ? 0 : int.Parse(width, CultureInfo.InvariantCulture), width.StartsWith('0') ? '0' : ' ');
    }
}

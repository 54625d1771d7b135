using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Layers.AspNetCore;

/// <summary>The values that were entered into a form: texts by field name. Names are case-sensitive, like columns.</summary>
internal sealed class EnteredValues
{
    private readonly Dictionary<string, List<string>> _values = new(StringComparer.Ordinal);

    private EnteredValues(ReadOnlyMemory<char> encoded)
    {
        foreach (var pair in new QueryStringEnumerable(encoded))
        {
            var name = pair.DecodeName().ToString();
            if (!_values.TryGetValue(name, out var values)) _values[name] = values = [];
            // Browsers send line ends as CR LF.
            values.Add(pair.DecodeValue().ToString().Replace("\r\n", "\n", StringComparison.Ordinal));
        }
    }

    /// <summary>The names of the fields that were sent.</summary>
    public IEnumerable<string> Names => _values.Keys;

    /// <summary>Reads the values in the query of an address; null if it has none.</summary>
    public static EnteredValues? Of(QueryString query) =>
        query.Value is { Length: > 1 } text ? new EnteredValues(text.AsMemory()) : null;

    /// <summary>Reads the values in the body of a form.</summary>
    /// <param name="utf8">The body.</param>
    public static EnteredValues Of(ReadOnlySpan<byte> utf8) => new(Encoding.UTF8.GetString(utf8).AsMemory());

    /// <summary>The value of a field; null if it was not sent. A list of categories and its text field for another value have the same
    /// name. The list comes first, so the selected category is returned if there is one.</summary>
    public string? this[string name] =>
        _values.TryGetValue(name, out var values) ? values.Find(value => value.Length > 0) ?? "" : null;

    /// <summary>Returns the values as the query of an address.</summary>
    /// <param name="fields">The fields, in order.</param>
    public string ToQuery(IEnumerable<string> fields) => "?" + string.Join('&', fields.Where(_values.ContainsKey)
        .Select(name => $"{Uri.EscapeDataString(name)}={Uri.EscapeDataString(this[name]!)}"));
}

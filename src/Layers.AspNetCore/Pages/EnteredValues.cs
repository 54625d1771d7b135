using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Layers.AspNetCore;

/// <summary>What somebody entered: texts under the names of fields. Names differ in case, as columns do.</summary>
internal sealed class EnteredValues
{
    private readonly Dictionary<string, List<string>> _values = new(StringComparer.Ordinal);

    private EnteredValues(ReadOnlyMemory<char> encoded)
    {
        foreach (var pair in new QueryStringEnumerable(encoded))
        {
            var name = pair.DecodeName().ToString();
            if (!_values.TryGetValue(name, out var values)) _values[name] = values = [];
            // Browsers send the ends of lines as networks have them.
            values.Add(pair.DecodeValue().ToString().Replace("\r\n", "\n", StringComparison.Ordinal));
        }
    }

    /// <summary>The names of the fields that came.</summary>
    public IEnumerable<string> Names => _values.Keys;

    /// <summary>What the query of an address says; null where it has none.</summary>
    public static EnteredValues? Of(QueryString query) =>
        query.Value is { Length: > 1 } text ? new EnteredValues(text.AsMemory()) : null;

    /// <summary>What a form sent.</summary>
    /// <param name="utf8">The body.</param>
    public static EnteredValues Of(ReadOnlySpan<byte> utf8) => new(Encoding.UTF8.GetString(utf8).AsMemory());

    /// <summary>What was entered for a field; null where it did not come. Of a list with a field beside it for another value, the list
    /// comes first and counts where something is chosen.</summary>
    public string? this[string name] =>
        _values.TryGetValue(name, out var values) ? values.Find(value => value.Length > 0) ?? "" : null;

    /// <summary>The same as the query of an address.</summary>
    /// <param name="fields">Which, in order.</param>
    public string ToQuery(IEnumerable<string> fields) => "?" + string.Join('&', fields.Where(_values.ContainsKey)
        .Select(name => $"{Uri.EscapeDataString(name)}={Uri.EscapeDataString(this[name]!)}"));
}

using CrmCore.Tests.Support;

namespace CrmCore.Tests;

public class CustomFieldsTests
{
    [Law]
    public void Setting_gives_a_new_set_and_leaves_the_old_one(CustomFields fields, FieldValue value)
    {
        FieldValue before = fields["size"];
        CustomFields changed = fields.With("size", value);
        Assert.Equal(value, changed["size"]);
        Assert.Equal(before, fields["size"]);
        Assert.Equal(changed["region"], fields["region"]);
        Assert.Equal(value.IsNone, changed.All(f => f.Key != "size"));
    }

    [Law]
    public void A_dictionary_and_back_changes_nothing(CustomFields fields) => Assert.Equal(fields, CustomFields.From(fields.ToDictionary()));

    [Fact]
    public void Keys_are_listed_letter_by_letter_and_never_blank()
    {
        CustomFields fields = CustomFields.Empty.With("b", FieldValue.Of(1m)).With("B", FieldValue.Of(2m)).With("a", FieldValue.Of(3m));
        Assert.Equal(["B", "a", "b"], fields.Select(f => f.Key));
        Assert.Throws<ArgumentException>(() => fields.With(" ", FieldValue.Of(1m)));
        Assert.Throws<ArgumentException>(() => fields.With(new string('k', 201), FieldValue.Of(1m)));
        Assert.Equal(FieldValue.None, fields["unknown"]);
    }
}

require("cdktf");
